/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zk4j.protocol.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was recorded between clients and Apache's server: a list of steps in the order of time. */
record Transcript(String name, List<Step> steps) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Transcript load(String name) {
        var file = Path.of(System.getProperty("zk4j.root", ".."))
                .resolve("zk-client/src/test/resources/golden/client")
                .resolve(name + ".jsonl");
        try (var lines = Files.lines(file)) {
            return new Transcript(name, causesFirst(lines.map(Transcript::step).toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a broken frame before the end that it led to; the two directions were recorded apart. */
    private static List<Step> causesFirst(List<Step> recorded) {
        var steps = new ArrayList<>(recorded);
        for (int i = 0; i + 1 < steps.size(); i++) {
            var cause = steps.get(i + 1);
            var end = steps.get(i);
            if (end.isEnd() && cause.bytes() != null && cause.connection().equals(end.connection())) {
                steps.set(i, cause);
                steps.set(i + 1, end);
            }
        }
        return List.copyOf(steps);
    }

    private static Step step(String line) {
        try {
            var json = JSON.readTree(line);
            var hex = json.get("hex");
            return new Step(
                    json.get("seq").asInt(),
                    json.get("ms").asLong(),
                    json.get("case").asText(),
                    json.get("conn").asText(),
                    json.get("dir").asText().equals("I->A"),
                    json.get("name").asText(),
                    hex == null ? null : Bytes.wrap(HexFormat.of().parseHex(hex.asText())),
                    json.get("fields"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One thing that was sent.
     *
     * @param bytes null if it was not a whole frame
     */
    record Step(
            int seq,
            long millis,
            String situation,
            String connection,
            boolean fromClient,
            String name,
            @Nullable Bytes bytes,
            @Nullable JsonNode fields) {
        boolean isEnd() {
            return name.equals("EOF");
        }

        @Override
        public String toString() {
            return seq + " [" + situation + "] " + name;
        }
    }
}
