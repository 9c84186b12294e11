/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A recorded exchange on the client port of Apache ZooKeeper 3.9.5, and which of its replies answers which request. */
final class GoldenTranscript {
    static final List<String> FILES = List.of(
            "01-connect.jsonl",
            "02-operations.jsonl",
            "03-errors.jsonl",
            "04-multi.jsonl",
            "05-watches.jsonl",
            "06-auth.jsonl",
            "07-sasl.jsonl",
            "08-quota.jsonl",
            "09-apache-client.jsonl",
            "10-readonly.jsonl",
            "11-sequence-overflow.jsonl",
            "99-createTTL-without-ttl-mode.jsonl");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<GoldenLine> lines = new ArrayList<>();
    private final Map<GoldenLine, GoldenLine> requestOfReply = new HashMap<>();
    private final Map<GoldenLine, GoldenLine> replyOfRequest = new HashMap<>();

    /** A place in the order of replies: they come in the order of the requests with the same number. */
    private record Slot(String connection, int xid) {}

    static GoldenTranscript load(String file) {
        var transcript = new GoldenTranscript();
        var resource = GoldenTranscript.class.getResourceAsStream("/golden/client/" + file);
        if (resource == null) {
            throw new AssertionError("no transcript " + file);
        }
        try (var in = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (var text = in.readLine(); text != null; text = in.readLine()) {
                transcript.lines.add(new GoldenLine(file, transcript.lines.size() + 1, JSON.readTree(text)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        transcript.pair();
        return transcript;
    }

    List<GoldenLine> lines() {
        return lines;
    }

    /** The request a reply answers, or null for a notification and for what is no reply. */
    @Nullable
    GoldenLine requestOf(GoldenLine reply) {
        return requestOfReply.get(reply);
    }

    /** The recorded error of the reply to a request; null if there was no reply. */
    @Nullable
    Integer errOfReplyTo(GoldenLine request) {
        var reply = replyOfRequest.get(request);
        return reply == null ? null : reply.frame().getInt(Integer.BYTES + Long.BYTES);
    }

    // The recorder relays the directions separately, so a reply can be a few lines above its request: two passes.
    private void pair() {
        Map<Slot, Queue<GoldenLine>> waiting = new HashMap<>();
        for (GoldenLine line : lines) {
            if (line.hasBytes() && line.isFromClient() && isNumbered(line)) {
                var frame = line.frame();
                int type = frame.getInt(Integer.BYTES);
                int xid = type == OpCode.PING.code() ? Xid.PING : frame.getInt(0);
                waiting.computeIfAbsent(new Slot(line.connection(), xid), slot -> new ArrayDeque<>())
                        .add(line);
            }
        }
        for (GoldenLine line : lines) {
            if (line.hasBytes() && !line.isFromClient() && isNumbered(line)) {
                var request = waiting.getOrDefault(
                                new Slot(line.connection(), line.frame().getInt(0)), new ArrayDeque<>())
                        .poll();
                if (request != null) {
                    requestOfReply.put(line, request);
                    replyOfRequest.put(request, line);
                }
            }
        }
    }

    private static boolean isNumbered(GoldenLine line) {
        return line.name().endsWith(" request") || line.name().contains("reply");
    }
}
