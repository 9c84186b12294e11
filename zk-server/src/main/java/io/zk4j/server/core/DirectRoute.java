/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.txn.CloseSessionTxn;
import org.jspecify.annotations.Nullable;

/**
 * The way of a server that puts all changes in order: one on its own, or a leader. Its own clients' requests and those that
 * learners send on are treated alike; only their owner differs.
 */
final class DirectRoute implements WriteRoute {
    private static final int NO_CXID = 0;

    private final Proposals proposals;
    private final SessionTable sessions;
    private final SessionRights rights;

    DirectRoute(Proposals proposals, SessionTable sessions, SessionRights rights) {
        this.proposals = proposals;
        this.sessions = sessions;
        this.rights = rights;
    }

    @Override
    public <Q extends Request> void write(
            WriteOperation<Q> operation, Q request, Caller caller, int cxid, Proposals.WhenApplied then) {
        write(operation, request, caller, cxid, SessionRights.SELF, then);
    }

    /**
     * The same for a client of somebody else.
     *
     * @param owner the link that the request came by
     */
    <Q extends Request> void write(
            WriteOperation<Q> operation, Q request, Caller caller, int cxid, long owner, Proposals.WhenApplied then) {
        var refusal = refusalOf(request, caller, owner);
        if (refusal != null) {
            refuse(caller.sessionId(), cxid, refusal, then);
            return;
        }
        var record = proposals.propose(
                (proposer, zxid, time) -> proposer.propose(operation, request, caller, cxid, zxid, time), then);
        if (record.txn() instanceof CloseSessionTxn) {
            sessions.markClosing(caller.sessionId());
        }
    }

    private @Nullable ErrorCode refusalOf(Request request, Caller caller, long owner) {
        if (caller.isServer() && owner == SessionRights.SELF) {
            return null;
        }
        return request instanceof CloseSessionRequest
                ? rights.refusalToClose(caller.sessionId(), owner)
                : rights.refusal(caller.sessionId(), owner, WantedEphemerals.in(request));
    }

    /** A request that cannot be carried out takes its place in the order all the same, so that its answer does. */
    void refuse(long sessionId, int cxid, ErrorCode why, Proposals.WhenApplied then) {
        var unused =
                proposals.propose((proposer, zxid, time) -> proposer.refuse(sessionId, cxid, why, zxid, time), then);
    }

    @Override
    public void beginSession(long id, int timeoutMillis, Proposals.WhenApplied then) {
        beginSession(id, timeoutMillis, SessionRights.SELF, then);
    }

    /** The same for a client of somebody else. */
    void beginSession(long id, int timeoutMillis, long owner, Proposals.WhenApplied then) {
        rights.beginning(id, owner);
        var unused = proposals.propose(
                (proposer, zxid, time) -> proposer.proposeSession(id, timeoutMillis, zxid, time), then);
    }

    /** Ends a session that has been silent for too long. */
    void endSession(WriteOperation<CloseSessionRequest> closing, long id, Caller caller) {
        var unused = proposals.propose(
                (proposer, zxid, time) ->
                        proposer.propose(closing, new CloseSessionRequest(), caller, NO_CXID, zxid, time),
                Proposals.WhenApplied.NOTHING);
    }

    @Override
    public void resumeSession(long id, int timeoutMillis, Resumption then) {
        then.judged(mayResume(id, SessionRights.SELF));
    }

    /** Whether a session is valid; if so, it belongs to {@code owner} from now on. */
    boolean mayResume(long id, long owner) {
        boolean valid = sessions.isAlive(id);
        if (valid) {
            rights.moved(id, owner);
        }
        return valid;
    }

    @Override
    public void sync(SyncRequest request, Caller caller, int cxid, Runnable then) {
        whenAllApplied(then);
    }

    /** Runs {@code then} when every change that is under way now has been applied. */
    void whenAllApplied(Runnable then) {
        proposals.whenAllApplied(then);
    }
}
