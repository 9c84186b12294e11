/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;

/**
 * A session over a plain socket that waits for each reply: for what has to be prepared, and for closed loops. Sends no pings.
 * One thread at a time.
 */
public final class WireConnection implements AutoCloseable {
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;
    private static final int PASSWORD_BYTES = 16;
    private static final int READ_AHEAD_BYTES = 1 << 12;
    private static final Duration OPEN_PATIENCE = Duration.ofSeconds(30);
    private static final int CLOSE_PATIENCE_MILLIS = 10_000;
    private static final int FRAME_BYTES_MAX = 64 << 20;

    private final SocketChannel channel;
    private ByteBuffer in =
            ByteBuffer.allocateDirect(READ_AHEAD_BYTES).limit(0); // what has been read and not yet looked at
    private int lastXid;
    private boolean hasLeft;

    WireConnection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connects to a port of the loopback address and opens a session. */
    public static WireConnection open(int port) throws IOException {
        return open(port, OPEN_PATIENCE);
    }

    /**
     * As {@link #open(int)}, but gives up sooner: a server that is just starting may accept a connection and never answer.
     *
     * @throws IOException if the session is refused, or not granted within the patience
     */
    public static WireConnection open(int port, Duration patience) throws IOException {
        var connection = connect(port);
        try {
            connection.write(hello());
            var socket = connection.channel.socket(); // a channel has no bound for how long a read waits
            socket.setSoTimeout((int) patience.toMillis());
            var in = new DataInputStream(socket.getInputStream());
            var frame = new byte[in.readInt()];
            in.readFully(frame);
            var answer = ConnectResponse.decode(new WireReader(Unpooled.wrappedBuffer(frame)));
            if (answer.timeoutMillis() <= 0) {
                throw new IOException("the server on port " + port + " refused the session");
            }
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.channel.close();
            throw e;
        }
    }

    /** Connects to a port of the loopback address, without a session. */
    static WireConnection connect(int port) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new WireConnection(channel);
    }

    /** The frame that asks for a new session. */
    static byte[] hello() {
        var hello =
                new ConnectRequest(0, 0, SESSION_TIMEOUT_MILLIS, 0, Bytes.wrap(new byte[PASSWORD_BYTES]), false, true);
        var out = Unpooled.buffer();
        Frames.write(out, hello::encode);
        return ByteBufUtil.getBytes(out);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Sends a request without waiting for its reply. */
    public void send(Request request) throws IOException {
        write(Script.encode(++lastXid, request));
    }

    /** Waits for the next reply; what is behind its header is left out. */
    public ReplyHeader receive() throws IOException {
        return ReplyHeader.decode(new WireReader(Unpooled.wrappedBuffer(readFrame())));
    }

    /** Sends a request and waits for its reply, whatever it says. */
    public ReplyHeader call(Request request) throws IOException {
        send(request);
        return receive();
    }

    /** Sends a request and waits for its reply, which must not be an error. */
    public void require(Request request) throws IOException {
        send(request);
        requireOk();
    }

    /** Waits for the next reply, which must not be an error. */
    public void requireOk() throws IOException {
        var reply = receive();
        if (reply.err() != 0) {
            throw new IOException("request " + reply.xid() + " was answered with error " + reply.err());
        }
    }

    /** Sends requests in one go, without waiting for replies. */
    public void sendAll(List<Request> requests) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var request : requests) {
            all.writeBytes(Script.encode(++lastXid, request));
        }
        write(all.toByteArray());
    }

    void write(byte[] bytes) throws IOException {
        write(ByteBuffer.wrap(bytes));
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The next frame without its length; valid until the next call. */
    ByteBuffer readFrame() throws IOException {
        fill(Integer.BYTES);
        int bytes = in.getInt();
        if (bytes < 0 || bytes > FRAME_BYTES_MAX) {
            throw new IOException("a frame of " + bytes + " bytes, at most " + FRAME_BYTES_MAX + " are expected");
        }
        fill(bytes);
        var frame = in.slice(in.position(), bytes);
        in.position(in.position() + bytes);
        return frame;
    }

    /** Waits until so many bytes have been read ahead. */
    private void fill(int bytes) throws IOException {
        if (in.remaining() >= bytes) {
            return;
        }
        var room = in.capacity() < bytes ? ByteBuffer.allocateDirect(bytes).put(in) : in.compact();
        while (room.position() < bytes) {
            if (channel.read(room) < 0) {
                throw new EOFException("the server has closed the connection");
            }
        }
        in = room.flip();
    }

    /** Asks for the end of the session and does not wait for it; the connection can only be closed then. */
    void leave() throws IOException {
        if (!hasLeft) {
            hasLeft = true;
            send(new CloseSessionRequest());
        }
    }

    /** Closes the connection and leaves the session to its timeout. */
    public void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not close a socket", e);
        }
    }

    /** Ends the session, if it still can, and the connection; waits for the server's answer, but not for ever. */
    @Override
    public void close() throws IOException {
        try (channel) {
            leave();
            var socket = channel.socket(); // a channel has no bound for how long a read waits
            socket.setSoTimeout(CLOSE_PATIENCE_MILLIS);
            socket.getInputStream().read(new byte[READ_AHEAD_BYTES]); // the answer, or the end
        }
    }
}
