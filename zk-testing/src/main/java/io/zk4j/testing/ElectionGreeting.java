/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The stream of a server that has opened an election connection, with another address in its first message.
 *
 * <p>There the opener names its own election address, and a peer with a larger number connects back to that. Through this the peer is told
 * of the relay instead, so that no connection gets around it.
 */
final class ElectionGreeting extends InputStream {
    private static final long VERSION_1 = -65_536;
    private static final int ADDRESS_BYTES_MAX = 2_048;

    private final InputStream stream;
    private final String address;
    private ByteArrayInputStream head = new ByteArrayInputStream(new byte[0]);
    private boolean isGreeted;

    /**
     * @param stream from its very first byte
     * @param address what the peer is told, {@code host:port}
     */
    ElectionGreeting(InputStream stream, String address) {
        this.stream = stream;
        this.address = address;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!isGreeted) {
            isGreeted = true;
            head = new ByteArrayInputStream(greeting());
        }
        return head.available() > 0 ? head.read(target, offset, length) : stream.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    /** Anything but a first message of the usual form is passed on as it is. */
    private byte[] greeting() throws IOException {
        var opening = stream.readNBytes(Long.BYTES);
        if (opening.length < Long.BYTES || longOf(opening) != VERSION_1) {
            return opening;
        }
        var in = new DataInputStream(stream);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(opening);
        out.writeLong(in.readLong()); // the opener's number
        int length = in.readInt();
        if (length < 1 || length > ADDRESS_BYTES_MAX) {
            out.writeInt(length);
            return bytes.toByteArray();
        }
        in.readNBytes(length);
        var text = address.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
        return bytes.toByteArray();
    }

    private static long longOf(byte[] bytes) throws IOException {
        return new DataInputStream(new ByteArrayInputStream(bytes)).readLong();
    }
}
