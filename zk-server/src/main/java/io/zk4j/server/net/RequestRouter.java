/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.buffer.ByteBuf;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SaslRequest;
import io.zk4j.protocol.SaslResponse;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import io.zk4j.server.core.ClientConnection;
import io.zk4j.server.core.ClientRequest;
import io.zk4j.server.core.Input;
import io.zk4j.server.core.Outgoing;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.net.FrameReader.BadFrameException;
import io.zk4j.server.net.FrameReader.Frame;
import io.zk4j.server.op.Caller;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for each request of one connection who answers it: this event loop or the core.
 *
 * <p>The loop answers if nothing of this connection is under way at the core, so that answers keep the order of the
 * requests, and if no watch is set and nothing is changed. Owned by the connection's event loop.
 */
final class RequestRouter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRouter.class);
    private static final long AUTH_ZXID = 0;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** How often a read is made anew because an event came in between, before the core is asked to put them in order. */
    private static final int READ_ATTEMPTS_MAX = 3;

    private final FrontEnd shared;
    private final ClientConnection connection;
    private final InetAddress remote;
    private final ReplyWriter out;
    private final ConnectionStats stats;
    /** What is for the core next; mostly nothing, so it takes no room then. */
    private @Nullable List<Input> forCore;

    private @Nullable ClientRequest parked;
    private int underWay;
    private Caller caller;

    RequestRouter(
            FrontEnd shared, ClientConnection connection, InetAddress remote, ReplyWriter out, ConnectionStats stats) {
        this.shared = shared;
        this.connection = connection;
        this.remote = remote;
        this.out = out;
        this.stats = stats;
        this.caller = shared.authentication().stranger(remote);
        connection.callerIs(caller);
    }

    int underWay() {
        return underWay;
    }

    /** Whether the next request may be taken; tries first to get rid of the one that found no room. */
    boolean hasRoom() {
        if (parked != null && shared.admission().tryEnter(underWay)) {
            underWay++;
            toCore(parked);
            long waitedNanos = shared.clock().nanos() - parked.receivedNanos();
            metrics().measure(Measured.HELD_BACK_MILLIS, waitedNanos / NANOS_PER_MILLI);
            parked = null;
        }
        return parked == null;
    }

    void handshake(ConnectRequest request) {
        toCore(new Input.HandshakeAsked(connection, request));
    }

    /** The session is there; requests may come. */
    void open(long sessionId) {
        become(new Caller(sessionId, caller.ids()));
    }

    /** Hands over to the core what has been collected for it. */
    void submit() {
        var inputs = forCore;
        if (inputs == null) {
            return;
        }
        forCore = null;
        if (inputs.size() == 1) {
            shared.inbox().put(inputs.get(0));
        } else {
            shared.inbox().putAll(inputs);
        }
    }

    private void toCore(Input input) {
        var inputs = forCore;
        if (inputs == null) {
            inputs = new ArrayList<>();
            forCore = inputs;
        }
        inputs.add(input);
    }

    /** The connection is gone, and with it the wish for answers. */
    void abandon() {
        shared.admission().leave(underWay);
        underWay = 0;
        parked = null;
        forCore = null;
        connection.outbox().clear();
    }

    /**
     * Deals with one request.
     *
     * @return false if the connection is to be closed behind the answer
     */
    boolean route(Frame frame, CoreOutput fromCore) throws BadFrameException {
        var in = frame.bytes();
        if (in.readableBytes() < FrameReader.HEADER_BYTES) {
            throw new BadFrameException(
                    "a frame of " + in.readableBytes() + " bytes, which is not even a request header");
        }
        int xid = in.readInt();
        int type = in.readInt();
        var body = frame.isCut() ? tooLong(frame, type) : decode(type, in);
        if (body instanceof AuthRequest auth) {
            return authenticate(xid, auth);
        }
        if (body instanceof SaslRequest) {
            return refuseSasl(xid);
        }
        var request = new ClientRequest(
                connection,
                body != null && body.opCode() == OpCode.PING ? Xid.PING : xid,
                type,
                body,
                body == null ? ErrorCode.MARSHALLING_ERROR : ErrorCode.OK,
                caller,
                shared.clock().nanos());
        if (underWay > 0 || !answerHere(request, fromCore)) {
            forward(request);
        }
        return true;
    }

    /** Writes an answer of the core. */
    void writeReply(Outgoing.Reply reply) {
        underWay--;
        shared.admission().leave(1);
        write(reply.request(), reply.zxid(), reply.err(), reply.body());
    }

    private boolean answerHere(ClientRequest request, CoreOutput fromCore) {
        for (int attempt = 0; attempt < READ_ATTEMPTS_MAX; attempt++) {
            fromCore.writeOutbox();
            var answer = shared.reads().answer(request);
            if (answer == null) {
                return false;
            }
            // Whatever the answer shows, its events were in the outbox before; they must leave first.
            if (connection.outbox().isEmpty()) {
                write(request, answer.zxid(), answer.err(), answer.body());
                return true;
            }
        }
        return false;
    }

    private void forward(ClientRequest request) {
        if (shared.admission().tryEnter(underWay)) {
            underWay++;
            toCore(request);
        } else {
            metrics().count(Counted.REQUESTS_HELD_BACK);
            parked = request;
        }
    }

    private @Nullable Request decode(int type, ByteBuf in) {
        try {
            return Requests.decode(type, new WireReader(in, shared.frameLimits().fieldBytesMax()));
        } catch (MalformedFrameException e) {
            LOG.debug("{}: {}", connection, e.getMessage());
            return null;
        }
    }

    private @Nullable Request tooLong(Frame frame, int type) {
        metrics().count(Counted.LARGE_REQUESTS_REJECTED);
        shared.complaints()
                .log(
                        "{}: refused a request of {} bytes (type {}), jute.maxbuffer is {}; the session goes on",
                        connection,
                        frame.length(),
                        type,
                        shared.frameLimits().frameBytesMax());
        return null;
    }

    /** Answered on arrival, ahead of whatever is under way; requests behind it have the new identity. */
    private boolean authenticate(int xid, AuthRequest auth) {
        var known = shared.authentication().authenticate(caller, auth, remote);
        if (known == null) {
            shared.stats().authFailed();
            shared.complaints().log("{}: authentication with scheme {} failed", connection, auth.scheme());
            out.reply(xid, AUTH_ZXID, ErrorCode.AUTH_FAILED.code(), null);
            stats.sent();
            return false;
        }
        become(known);
        out.reply(xid, AUTH_ZXID, ErrorCode.OK.code(), null);
        stats.sent();
        return true;
    }

    private boolean refuseSasl(int xid) {
        out.reply(xid, AUTH_ZXID, ErrorCode.AUTH_FAILED.code(), new SaslResponse(null));
        stats.sent();
        return false;
    }

    private void become(Caller known) {
        caller = known;
        connection.callerIs(known);
    }

    private void write(ClientRequest request, long zxid, int err, @Nullable Response body) {
        int bytes = out.reply(request.xid(), zxid, err, body);
        long now = shared.clock().nanos();
        stats.answered(
                OpCode.of(request.type()),
                request.xid(),
                zxid,
                now / NANOS_PER_MILLI,
                (now - request.receivedNanos()) / NANOS_PER_MILLI,
                bytes);
    }

    private Metrics metrics() {
        return shared.stats().metrics();
    }

    /** What the core has for this connection. */
    interface CoreOutput {
        /** Writes it. */
        void writeOutbox();
    }
}
