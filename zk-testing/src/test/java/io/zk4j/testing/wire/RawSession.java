/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.RequestHeader;
import io.zk4j.protocol.Responses;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session over one connection, frame by frame: requests go out as they are, and what comes back is handed over in the
 * order of its arrival. Blocking; one thread at a time.
 */
public final class RawSession implements AutoCloseable {
    private final FrameSocket socket;
    private final ConnectResponse granted;
    private final Map<Integer, Request> unanswered = new LinkedHashMap<>();
    private final List<Received.Event> setAside = new ArrayList<>();
    private int lastXid;

    private RawSession(FrameSocket socket, ConnectResponse granted) {
        this.socket = socket;
        this.granted = granted;
    }

    /** Opens a new session. */
    public static RawSession open(int port, int timeoutMillis) throws IOException {
        return open(port, new ConnectRequest(0, 0, timeoutMillis, 0, Bytes.wrap(new byte[16]), false, true));
    }

    /** Takes an existing session over to a new connection. */
    public static RawSession attach(int port, ConnectResponse session, long lastZxidSeen) throws IOException {
        return open(
                port,
                new ConnectRequest(
                        0,
                        lastZxidSeen,
                        session.timeoutMillis(),
                        session.sessionId(),
                        session.password(),
                        false,
                        true));
    }

    /**
     * Says hello.
     *
     * @throws IOException also if the server closes the connection instead of answering; an answer that refuses the session
     *     is an answer, see {@link #isValid}
     */
    public static RawSession open(int port, ConnectRequest hello) throws IOException {
        var socket = FrameSocket.connect(port);
        try {
            var out = Unpooled.buffer();
            Frames.write(out, hello::encode);
            socket.send(out);
            var answer = socket.receive();
            if (answer == null) {
                throw new IOException("the server on port " + port + " closed the connection instead of a handshake");
            }
            return new RawSession(socket, ConnectResponse.decode(new WireReader(answer)));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether the server granted the session. */
    public boolean isValid() {
        return granted.timeoutMillis() > 0;
    }

    public long sessionId() {
        return granted.sessionId();
    }

    /** What is needed to take this session over to another connection. */
    public ConnectResponse granted() {
        return granted;
    }

    /** Sends a request without waiting for its answer; returns the xid that the answer will carry. */
    public int send(Request request) throws IOException {
        return send(List.of(request));
    }

    /** Sends several requests in one go; returns the xid of the last. */
    public int send(List<Request> requests) throws IOException {
        var out = Unpooled.buffer();
        int xid = 0;
        for (var request : requests) {
            xid = nextXid(request);
            Frames.writeRequest(out, xid, request);
        }
        socket.send(out);
        return xid;
    }

    /** Sends a request header for what the request is, with other bytes than the request's behind it. */
    public int send(Request asked, byte[] body) throws IOException {
        int xid = nextXid(asked);
        var out = Unpooled.buffer();
        Frames.write(out, writer -> {
            new RequestHeader(xid, asked.headerType()).encode(writer);
            for (byte each : body) {
                writer.writeByte(each);
            }
        });
        socket.send(out);
        return xid;
    }

    /** Sends any bytes, whether they are a frame or not. */
    public void sendBytes(byte[] bytes) throws IOException {
        socket.send(bytes);
    }

    /** Waits for the next frame. */
    public Received receive() throws IOException {
        var frame = socket.receive();
        return frame == null ? new Received.Closed() : decode(frame);
    }

    /**
     * Sends a request and waits for its answer; events that come in between are kept for {@link #events}.
     *
     * @throws IOException if the server closes the connection instead
     */
    public Received.Reply call(Request request) throws IOException {
        int xid = send(request);
        while (true) {
            var received = receive();
            if (received instanceof Received.Event event) {
                setAside.add(event);
            } else if (received instanceof Received.Reply reply
                    && reply.header().xid() == xid) {
                return reply;
            } else {
                throw new IOException("waiting for the reply to " + request + ", received " + received);
            }
        }
    }

    /** The events that came while {@link #call} waited, oldest first; each is handed out once. */
    public List<Received.Event> events() {
        var events = List.copyOf(setAside);
        setAside.clear();
        return events;
    }

    /** Ends the session itself, waits until the server has closed the connection, and closes this end. */
    public Received.Reply closeSession() throws IOException {
        var reply = call(new CloseSessionRequest());
        if (!(receive() instanceof Received.Closed)) {
            throw new IOException("the server sent more after the reply to closeSession");
        }
        close();
        return reply;
    }

    /** Drops the connection; the session lives on until it times out. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int nextXid(Request request) {
        int xid = switch (request.opCode()) {
            case PING -> Xid.PING;
            case AUTH -> Xid.AUTH;
            default -> ++lastXid;
        };
        unanswered.put(xid, request);
        return xid;
    }

    private Received decode(ByteBuf frame) throws IOException {
        var in = new WireReader(frame);
        var header = ReplyHeader.decode(in);
        if (header.xid() == Xid.NOTIFICATION) {
            return new Received.Event(header.zxid(), WatcherEvent.decode(in));
        }
        var request = unanswered.remove(header.xid());
        if (request == null) {
            throw new IOException("a reply to nothing that was asked: " + header);
        }
        boolean hasBody = header.err() == 0 && request.opCode() != OpCode.UNKNOWN;
        return new Received.Reply(request, header, hasBody ? Responses.decode(request.opCode(), in) : null);
    }
}
