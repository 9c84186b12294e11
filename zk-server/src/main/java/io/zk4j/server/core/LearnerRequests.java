/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Requests;
import io.zk4j.server.acl.AuthId;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.Operations;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.quorum.message.Touch;
import io.zk4j.server.session.SessionTable;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What learners send a leader in the names of their clients. Owned by the core thread.
 *
 * <p>A learner counts on a transaction for each write that it sends, in the same order. So what cannot be carried out, or not
 * even understood, becomes an error transaction.
 */
final class LearnerRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LearnerRequests.class);

    private static final long NO_SESSION = 0;

    private final DirectRoute route;
    private final SessionTable sessions;
    private final Operations operations;
    private final WriteGate gate;
    private final Clock clock;
    private final int fieldBytesMax;

    LearnerRequests(CoreParts core, int fieldBytesMax) {
        this.route = core.direct();
        this.sessions = core.state().sessions();
        this.operations = core.operations();
        this.gate = core.gate();
        this.clock = core.clock();
        this.fieldBytesMax = fieldBytesMax;
    }

    /** Whether it asks when all is there that was under way: the one request that changes nothing. */
    boolean isSync(ForwardedRequest forwarded) {
        return forwarded.opCode() == OpCode.SYNC.code();
    }

    /** A write, or what begins or ends a session. Its learner finds out from the transaction. */
    void write(long link, ForwardedRequest forwarded) {
        if (forwarded.sessionId() == NO_SESSION) {
            LOG.warn("Link {} sent {} in the name of no session", link, forwarded);
            refuse(forwarded, ErrorCode.MARSHALLING_ERROR);
            return;
        }
        if (forwarded.opCode() == OpCode.CREATE_SESSION.code()) {
            beginSession(link, forwarded);
            return;
        }
        Request request;
        try {
            request = Requests.decode(forwarded.opCode(), forwarded.body(), fieldBytesMax);
        } catch (MalformedFrameException e) {
            LOG.debug("Link {}: {}", link, e.getMessage());
            refuse(forwarded, ErrorCode.MARSHALLING_ERROR);
            return;
        }
        if (!(operations.of(request) instanceof WriteOperation<Request> write)) {
            refuse(forwarded, ErrorCode.UNIMPLEMENTED);
        } else if (!gate.admits(request.opCode())) {
            refuse(forwarded, ErrorCode.SYSTEM_ERROR);
        } else {
            route.write(write, request, callerOf(forwarded), forwarded.xid(), link, Proposals.WhenApplied.NOTHING);
        }
    }

    private void beginSession(long link, ForwardedRequest forwarded) {
        if (forwarded.body().length() < Integer.BYTES) {
            refuse(forwarded, ErrorCode.MARSHALLING_ERROR);
            return;
        }
        route.beginSession(forwarded.sessionId(), firstInt(forwarded.body()), link, Proposals.WhenApplied.NOTHING);
    }

    private static int firstInt(Bytes bytes) {
        return ByteBuffer.wrap(bytes.unsafeArray()).getInt();
    }

    private void refuse(ForwardedRequest forwarded, ErrorCode why) {
        route.refuse(forwarded.sessionId(), forwarded.xid(), why, Proposals.WhenApplied.NOTHING);
    }

    private static Caller callerOf(ForwardedRequest forwarded) {
        var identities = forwarded.identities();
        List<AuthId> ids = identities == null
                ? List.of()
                : identities.stream()
                        .map(id -> new AuthId(id.scheme(), id.id()))
                        .toList();
        return new Caller(forwarded.sessionId(), ids);
    }

    /** A learner has heard of these sessions. */
    void touched(List<Touch> touches) {
        long nowMillis = clock.millis();
        for (var touch : touches) {
            sessions.touch(touch.sessionId(), nowMillis);
        }
    }

    /** Whether a session may go on at the learner behind {@code link}, which then is the only one that it may write through. */
    boolean resume(long link, long sessionId, int timeoutMillis) {
        boolean valid = route.mayResume(sessionId, link);
        if (valid) {
            sessions.add(sessionId, timeoutMillis, clock.millis());
        }
        return valid;
    }
}
