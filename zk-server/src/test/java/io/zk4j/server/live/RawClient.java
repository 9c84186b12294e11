/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Responses;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that is nothing but a socket: the test decides which bytes it sends, and sees each frame that comes. */
final class RawClient implements Closeable {
    private static final int PATIENCE_MILLIS = 60_000;
    /** It never pings, so its session must outlive whatever the others do meanwhile. */
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final DataInputStream in;
    private final Deque<Sent> unanswered = new ArrayDeque<>();
    private int lastXid;
    long sessionId;
    Bytes password = Bytes.EMPTY;

    RawClient(int port) {
        this(port, "127.0.0.1");
    }

    /** One whose own address is this. */
    RawClient(int port, String from) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(from), 0);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One with a new session. */
    static RawClient withSession(int port) {
        var client = new RawClient(port);
        client.handshake(0, TIMEOUT_MILLIS, 0, Bytes.wrap(new byte[16]));
        return client;
    }

    /** Continues the session of another client. */
    ConnectResponse resume(RawClient other) {
        return handshake(0, TIMEOUT_MILLIS, other.sessionId, other.password);
    }

    ConnectResponse handshake(long lastZxidSeen, int timeoutMillis, long id, Bytes secret) {
        sendHandshake(lastZxidSeen, timeoutMillis, id, secret);
        var response = ConnectResponse.decode(new WireReader(frame()));
        sessionId = response.sessionId();
        password = response.password();
        return response;
    }

    void sendHandshake(long lastZxidSeen, int timeoutMillis, long id, Bytes secret) {
        var out = Unpooled.buffer();
        Frames.write(
                out,
                writer -> new ConnectRequest(0, lastZxidSeen, timeoutMillis, id, secret, false, true).encode(writer));
        send(out);
    }

    /** Sends requests together, in one write; returns the xid of the last one. */
    int send(Request... requests) {
        var out = Unpooled.buffer();
        for (var request : requests) {
            lastXid++;
            unanswered.add(new Sent(lastXid, request));
            Frames.writeRequest(out, lastXid, request);
        }
        send(out);
        return lastXid;
    }

    void send(ByteBuf bytes) {
        var copy = new byte[bytes.readableBytes()];
        bytes.readBytes(copy);
        bytes.release();
        send(copy);
    }

    void send(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one request and returns its answer, which must be the next thing to come. */
    Reply call(Request request) {
        send(request);
        return reply();
    }

    /** The next thing, which must be the answer to the oldest request without one. */
    Reply reply() {
        var next = next();
        if (next instanceof Reply reply) {
            return reply;
        }
        throw new AssertionError("expected an answer, got " + next);
    }

    WatcherEvent event() {
        var next = next();
        if (next instanceof Event event) {
            return event.event();
        }
        throw new AssertionError("expected an event, got " + next);
    }

    /** The next thing that the server sent: a {@link Reply} or an {@link Event}. */
    Object next() {
        var bytes = frame();
        var wire = new WireReader(bytes);
        var header = ReplyHeader.decode(wire);
        if (header.xid() == Xid.NOTIFICATION) {
            return new Event(header.zxid(), WatcherEvent.decode(wire));
        }
        if (header.xid() < 0) {
            return new Reply(header.xid(), header.zxid(), header.err(), null);
        }
        var sent = unanswered.remove();
        if (sent.xid() != header.xid()) {
            throw new AssertionError("answer to " + header.xid() + " while " + sent + " waits");
        }
        var body = header.err() == 0 && wire.remaining() > 0
                ? Responses.decode(sent.request().opCode(), wire)
                : null;
        return new Reply(header.xid(), header.zxid(), header.err(), body);
    }

    List<Object> next(int count) {
        var all = new ArrayList<Object>();
        for (int i = 0; i < count; i++) {
            all.add(next());
        }
        return all;
    }

    /** The next frame without its length. */
    ByteBuf frame() {
        try {
            var bytes = new byte[in.readInt()];
            in.readFully(bytes);
            return Unpooled.wrappedBuffer(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("no frame", e);
        }
    }

    /** Whether anything comes within the time. */
    boolean hears(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        try {
            while (System.nanoTime() < end) {
                if (in.available() > 0) {
                    return true;
                }
                Thread.onSpinWait();
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the server has closed the connection; what it sent before is given back. */
    byte[] readToEnd() {
        try {
            return in.readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server closes the connection, without sending anything more. */
    boolean isClosedByServer() {
        try {
            in.readByte();
            return false;
        } catch (EOFException | SocketException closed) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer. */
    record Reply(int xid, long zxid, int err, @Nullable Response body) {}

    /** A watch that fired. */
    record Event(long zxid, WatcherEvent event) {}

    private record Sent(int xid, Request request) {}
}
