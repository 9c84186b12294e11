/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What released Apache ZooKeeper 3.9.5 servers said to each other, recorded between them. */
public final class GoldenEnsemble {
    public static final List<String> FILES = List.of(
            "01-first-election",
            "02-broadcast",
            "03-follower-diff",
            "04-follower-snap",
            "05-observer",
            "06-sync-decisions",
            "07-leader-failover",
            "08-crossing-epochs",
            "09-follower-trunc",
            "10-reconfig");

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenEnsemble() {}

    /**
     * One thing that was sent, or the end of a connection, or a remark.
     *
     * @param connection which one, for example {@code quorum 3->2 #1}
     * @param fromOpener whether the side that opened the connection sent it
     * @param hex the exact bytes; empty if there are none
     */
    public record Line(
            String file,
            int seq,
            long millis,
            String connection,
            boolean fromOpener,
            String name,
            String hex,
            JsonNode fields) {
        public boolean isOn(String port) {
            return connection.startsWith(port + " ");
        }

        /** The number of the server that opened the connection. */
        public long opener() {
            return Long.parseLong(connection.substring(connection.indexOf(' ') + 1, connection.indexOf("->")));
        }

        /** The number of the server whose port it is. */
        public long acceptor() {
            return Long.parseLong(connection.substring(connection.indexOf("->") + 2, connection.indexOf(" #")));
        }

        public long sender() {
            return fromOpener ? opener() : acceptor();
        }

        public long receiver() {
            return fromOpener ? acceptor() : opener();
        }

        public WireReader reader() {
            return readerOf(hex);
        }

        /** The vote in it, which has a frame around it. */
        public Notification notification() {
            return Notification.decode(Objects.requireNonNull(reader().readNested()));
        }

        @Override
        public String toString() {
            return file + " " + seq + " " + connection + " " + name;
        }
    }

    public static Stream<Line> lines() {
        return FILES.stream().flatMap(file -> lines(file).stream());
    }

    public static List<Line> lines(String file) {
        var resource = GoldenEnsemble.class.getResourceAsStream("/golden/ensemble/" + file + ".jsonl");
        try (var in = new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(resource, file), StandardCharsets.UTF_8))) {
            return in.lines().map(line -> line(file, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String file, String text) {
        try {
            var json = JSON.readTree(text);
            return new Line(
                    file,
                    json.get("seq").asInt(),
                    json.get("ms").asLong(),
                    json.get("conn").asText(),
                    json.get("dir").asText().equals("I->A"),
                    json.get("name").asText(),
                    json.has("hex") ? json.get("hex").asText() : "",
                    json.has("fields") ? json.get("fields") : MissingNode.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WireReader readerOf(String hex) {
        return new WireReader(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
    }

    /** What {@code message} writes, in hexadecimal. */
    static String hexOf(Consumer<WireWriter> message) {
        ByteBuf bytes = Unpooled.buffer();
        message.accept(new WireWriter(bytes));
        return HexFormat.of().formatHex(bytes.array(), 0, bytes.readableBytes());
    }
}
