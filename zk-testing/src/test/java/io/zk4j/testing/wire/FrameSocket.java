/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A blocking connection to a port of the loopback address that sends any bytes and receives frames. One thread at a time. */
public final class FrameSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int INPUT_BYTES = 1 << 16;

    private final Socket socket;
    private final DataInputStream in;

    private FrameSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), INPUT_BYTES));
    }

    public static FrameSocket connect(int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return new FrameSocket(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends bytes as they are. */
    public void send(ByteBuf bytes) throws IOException {
        send(ByteBufUtil.getBytes(bytes));
    }

    /** Waits for the next frame and returns what is behind its length, or null if the server has closed the connection. */
    public @Nullable ByteBuf receive() throws IOException {
        try {
            var frame = new byte[in.readInt()];
            in.readFully(frame);
            return Unpooled.wrappedBuffer(frame);
        } catch (EOFException | SocketException e) {
            return null; // closed; with unread bytes of ours it is a reset
        }
    }

    /** Everything that still comes until the server closes the connection. */
    public byte[] receiveUntilClosed() throws IOException {
        try {
            return in.readAllBytes();
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
