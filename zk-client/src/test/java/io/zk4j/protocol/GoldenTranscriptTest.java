/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.zk4j.protocol.GoldenCheck.Kind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every message of every transcript, both ways: it decodes to the recorded fields, and what was decoded encodes to the recorded
 * bytes, the length of the frame included. A request that the recorded server found malformed is refused by the decoder, and
 * no other is.
 */
class GoldenTranscriptTest {
    static List<String> files() {
        return GoldenTranscript.FILES;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyMessageDecodesToTheRecordedFieldsAndEncodesToTheRecordedBytes(String file) {
        var transcript = GoldenTranscript.load(file);
        for (GoldenLine line : transcript.lines()) {
            new GoldenCheck(transcript, line).check();
        }
    }

    /** No line is passed over in silence: each is of one kind, and the kinds are counted. */
    @Test
    void everyLineIsAccountedFor() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (String file : GoldenTranscript.FILES) {
            var transcript = GoldenTranscript.load(file);
            for (GoldenLine line : transcript.lines()) {
                counts.merge(new GoldenCheck(transcript, line).check(), 1, Integer::sum);
            }
        }
        assertThat(counts)
                .containsOnly(
                        entry(Kind.CONNECT_REQUEST, 43),
                        entry(Kind.CONNECT_RESPONSE, 40),
                        entry(Kind.REQUEST, 278),
                        entry(Kind.REPLY, 210),
                        entry(Kind.ERROR_REPLY, 78),
                        entry(Kind.NOTIFICATION, 38),
                        entry(Kind.REQUEST_WITH_NULL_LIST, 1),
                        entry(Kind.REQUEST_WITH_TRAILING_BYTES, 1),
                        entry(Kind.UNKNOWN_REQUEST, 4),
                        entry(Kind.MALFORMED_REQUEST, 7),
                        entry(Kind.MALFORMED_FRAME, 3),
                        entry(Kind.OUT_OF_PLACE, 2),
                        entry(Kind.NO_BYTES, 89));
        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(794);
    }

    @Test
    void theTranscriptsAskForEveryOperationOfAClient() {
        Set<OpCode> neverAsked = EnumSet.allOf(OpCode.class);
        for (String file : GoldenTranscript.FILES) {
            for (GoldenLine line : GoldenTranscript.load(file).lines()) {
                if (line.name().endsWith(" request")) {
                    neverAsked.remove(OpCode.of(line.frame().getInt(Integer.BYTES)));
                }
            }
        }
        assertThat(neverAsked).containsExactlyInAnyOrder(OpCode.ERROR, OpCode.UNKNOWN);
    }
}
