/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.WireReader;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A session over a plain socket, so that what is measured is the server and as little client as possible. Sends no pings: use
 * it, or ask for a long session. One thread at a time.
 */
final class BlockingConnection implements AutoCloseable {
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;
    private static final int PASSWORD_BYTES = 16;
    private static final int INPUT_BYTES = 1 << 16;

    private final Socket socket;
    private final DataInputStream in;
    private int lastXid;

    private BlockingConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), INPUT_BYTES));
    }

    /** Connects to a port of the loopback address and opens a session. */
    static BlockingConnection open(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setTcpNoDelay(true);
            var connection = new BlockingConnection(socket);
            var hello = new ConnectRequest(
                    0, 0, SESSION_TIMEOUT_MILLIS, 0, Bytes.wrap(new byte[PASSWORD_BYTES]), false, true);
            var out = Unpooled.buffer();
            Frames.write(out, hello::encode);
            connection.send(ByteBufUtil.getBytes(out));
            var answer = ConnectResponse.decode(connection.receiveFrame());
            if (answer.timeoutMillis() <= 0) {
                throw new IOException("the server on port " + port + " refused the session");
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a request without waiting for its reply. */
    void send(Request request) throws IOException {
        var out = Unpooled.buffer();
        Frames.writeRequest(out, ++lastXid, request);
        send(ByteBufUtil.getBytes(out));
    }

    /** Waits for the next reply; what is behind its header is left out. */
    ReplyHeader receive() throws IOException {
        return ReplyHeader.decode(receiveFrame());
    }

    /** Sends a request and waits for its reply. */
    ReplyHeader call(Request request) throws IOException {
        send(request);
        return receive();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private WireReader receiveFrame() throws IOException {
        var frame = new byte[in.readInt()];
        in.readFully(frame);
        return new WireReader(Unpooled.wrappedBuffer(frame));
    }
}
