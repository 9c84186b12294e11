/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Requests;
import io.zk4j.server.quorum.message.GoldenEnsemble.Line;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.storage.GoldenJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Apache's servers sent is understood, and written again byte for byte. */
class GoldenMessagesTest {
    private static final Set<String> NO_MESSAGES = Set.of("EOF", "RESET", "note");

    private enum Kind {
        OPENING,
        VOTE,
        PACKET,
        SNAPSHOT_STREAM,
        CLIENT_PORT,
        NO_MESSAGE
    }

    private static Kind kindOf(Line line) {
        if (NO_MESSAGES.contains(line.name())) {
            return Kind.NO_MESSAGE;
        }
        if (line.connection().startsWith("client")) {
            return Kind.CLIENT_PORT;
        }
        return switch (line.name()) {
            case "election initial message" -> Kind.OPENING;
            case "notification" -> Kind.VOTE;
            case "snapshot stream" -> Kind.SNAPSHOT_STREAM;
            default -> Kind.PACKET;
        };
    }

    private static Stream<Line> of(Kind kind) {
        return GoldenEnsemble.lines().filter(line -> kindOf(line) == kind);
    }

    @Test
    void everyLineOfTheRecordingsIsAccountedFor() {
        var counts = GoldenEnsemble.lines()
                .collect(Collectors.groupingBy(GoldenMessagesTest::kindOf, TreeMap::new, Collectors.counting()));

        // The streams behind SNAP are for who reads snapshots, the client port is for the client's own tests.
        assertThat(counts)
                .isEqualTo(Map.of(
                        Kind.OPENING,
                        18L,
                        Kind.VOTE,
                        62L,
                        Kind.PACKET,
                        624L,
                        Kind.SNAPSHOT_STREAM,
                        9L,
                        Kind.CLIENT_PORT,
                        19L,
                        Kind.NO_MESSAGE,
                        93L));
        assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(825);
    }

    static Stream<Line> openings() {
        return of(Kind.OPENING);
    }

    @ParameterizedTest
    @MethodSource("openings")
    void opening(Line line) {
        var in = line.reader();
        var opening = ElectionOpening.decode(in);

        assertThat(in.remaining()).isZero();
        assertThat(opening.form()).isEqualTo(ElectionOpening.Form.V1);
        assertThat(opening.sid()).isEqualTo(line.fields().get("sid").asLong());
        assertThat(opening.addresses())
                .singleElement()
                .extracting(address -> address.host() + ":" + address.port())
                .isEqualTo(line.fields().get("address").asText());
        assertThat(GoldenEnsemble.hexOf(opening::encode)).isEqualTo(line.hex());

        var head = line.reader();
        assertThat(ElectionOpening.bytesAfterHead(head)).isEqualTo(head.remaining());
    }

    static Stream<Line> votes() {
        return of(Kind.VOTE);
    }

    @ParameterizedTest
    @MethodSource("votes")
    void vote(Line line) {
        var vote = line.notification();
        var fields = line.fields();

        assertThat(vote)
                .isEqualTo(new Notification(
                        ServerState.valueOf(fields.get("stateName").asText()),
                        fields.get("leader").asLong(),
                        GoldenJson.hex(fields.get("zxid")),
                        fields.get("electionEpoch").asLong(),
                        fields.get("peerEpoch").asLong(),
                        fields.get("version").asInt(),
                        fields.get("config").asText()));
        assertThat(GoldenEnsemble.hexOf(out -> out.writeNested(vote::encode))).isEqualTo(line.hex());
    }

    static Stream<Line> packets() {
        return of(Kind.PACKET);
    }

    @ParameterizedTest
    @MethodSource("packets")
    void packet(Line line) {
        var in = line.reader();
        var message = line.fromOpener() ? PeerMessages.ofLearner(in) : PeerMessages.ofLeader(in);

        assertThat(in.remaining()).isZero();
        assertThat(message).isEqualTo(RecordedMessage.of(line));
        assertThat(GoldenEnsemble.hexOf(message::encode)).isEqualTo(line.hex());
        if (message instanceof ForwardedRequest forwarded && !forwarded.body().isEmpty() && forwarded.opCode() > 0) {
            assertThat(Requests.decode(forwarded.opCode(), forwarded.body(), Integer.MAX_VALUE)
                            .opCode()
                            .code())
                    .isEqualTo(forwarded.opCode());
        }
    }
}
