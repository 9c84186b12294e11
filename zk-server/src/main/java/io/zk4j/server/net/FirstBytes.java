/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the beginning of a connection looks like.
 *
 * <p>No text is a legal frame length: four printable characters make a number above 500 million. So the first four bytes
 * tell a client from a four-letter word and from whatever else finds its way to the port.
 */
final class FirstBytes {
    /** Bytes needed to tell. */
    static final int NEEDED = 4;

    private static final List<String> HTTP_METHODS =
            List.of("GET ", "POST", "PUT ", "HEAD", "DELE", "OPTI", "PATC", "CONN", "TRAC", "PRI ");
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR_VERSION = 3;
    private static final int TELNET_COMMAND = 0xff;
    private static final int SHOWN_BYTES_MAX = 16;

    private FirstBytes() {}

    /** Whether these are the first bytes of a frame that a client may send. */
    static boolean areFrameLength(ByteBuf in, int frameBytesMax) {
        int length = in.getInt(in.readerIndex());
        return length > 0 && length <= frameBytesMax;
    }

    /** The first four bytes as a word, whatever they are. */
    static String word(ByteBuf in) {
        return in.toString(in.readerIndex(), NEEDED, StandardCharsets.US_ASCII);
    }

    /** In words of somebody who looks for the cause: what it looks like and what to do. */
    static String describe(ByteBuf in) {
        int first = in.getUnsignedByte(in.readerIndex());
        int second = in.getUnsignedByte(in.readerIndex() + 1);
        if (first == TLS_HANDSHAKE && second == TLS_MAJOR_VERSION) {
            return "a TLS hello; this port speaks plain ZooKeeper, so switch TLS off in that client";
        }
        if (first == TELNET_COMMAND) {
            return "a telnet negotiation; use nc or bin/zkCli.sh";
        }
        var word = word(in);
        if (HTTP_METHODS.contains(word)) {
            return "an HTTP request; this port speaks ZooKeeper, not HTTP: " + shown(in);
        }
        if (word.startsWith("SSH-")) {
            return "an SSH client: " + shown(in);
        }
        if (word.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\r' || c == '\n' || c == '\t')) {
            return "text, but no four-letter word: " + shown(in);
        }
        int length = in.getInt(in.readerIndex());
        return "no ZooKeeper frame (as a length it would be " + length + "): " + shown(in);
    }

    private static String shown(ByteBuf in) {
        int shown = Math.min(in.readableBytes(), SHOWN_BYTES_MAX);
        var text = new StringBuilder("\"");
        for (int i = 0; i < shown; i++) {
            int b = in.getUnsignedByte(in.readerIndex() + i);
            if (b >= ' ' && b < 0x7f && b != '\\' && b != '"') {
                text.append((char) b);
            } else {
                text.append(String.format("\\x%02x", b));
            }
        }
        return text.append(shown < in.readableBytes() ? "…\"" : "\"").toString();
    }
}
