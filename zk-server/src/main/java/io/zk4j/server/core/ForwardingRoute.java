/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.WriteOperation;
import io.zk4j.server.quorum.message.Identity;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.quorum.message.PeerMessage.Revalidate;
import io.zk4j.server.txn.TxnHeader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a learner: everything is sent to the leader, and what becomes of it comes back as transactions like those of
 * everybody else, known by their session and the client's number.
 *
 * <p>Made for one leader and thrown away with it. What waits here is bounded by what clients may have under way
 * ({@link Admission}) and by one handshake for each connection. Owned by the core thread.
 */
final class ForwardingRoute implements WriteRoute {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardingRoute.class);
    private static final int SESSION_CXID = 0; // of what begins a session, which no client numbers

    private final PeerLinks links;
    private final long leader;
    private final Map<Long, ArrayDeque<Forwarded>> writes = new HashMap<>(); // by session, oldest first
    private final Map<Long, ArrayDeque<Resumption>> resumptions = new HashMap<>(); // by session, oldest first
    private final ArrayDeque<Runnable> syncs = new ArrayDeque<>(); // their answers carry no name, only their order

    /** @param leader the link to the leader */
    ForwardingRoute(PeerLinks links, long leader) {
        this.links = links;
        this.leader = leader;
    }

    @Override
    public <Q extends Request> void write(
            WriteOperation<Q> operation, Q request, Caller caller, int cxid, Proposals.WhenApplied then) {
        var body = request instanceof CloseSessionRequest ? Bytes.EMPTY : Requests.bodyOf(request);
        forward(caller.sessionId(), cxid, request.opCode(), body, identitiesOf(caller), then);
    }

    private static List<Identity> identitiesOf(Caller caller) {
        return caller.ids().stream()
                .map(id -> new Identity(id.scheme(), id.id()))
                .toList();
    }

    @Override
    public void beginSession(long id, int timeoutMillis, Proposals.WhenApplied then) {
        var body = Bytes.wrap(
                ByteBuffer.allocate(Integer.BYTES).putInt(timeoutMillis).array());
        forward(id, SESSION_CXID, OpCode.CREATE_SESSION, body, null, then);
    }

    private void forward(
            long sessionId,
            int cxid,
            OpCode opCode,
            Bytes body,
            @Nullable List<Identity> identities,
            Proposals.WhenApplied then) {
        writes.computeIfAbsent(sessionId, id -> new ArrayDeque<>()).add(new Forwarded(cxid, then));
        links.send(leader, new ForwardedRequest(sessionId, cxid, opCode.code(), body, identities));
    }

    @Override
    public void resumeSession(long id, int timeoutMillis, Resumption then) {
        resumptions.computeIfAbsent(id, session -> new ArrayDeque<>()).add(then);
        links.send(leader, new Revalidate(id, timeoutMillis));
    }

    @Override
    public void sync(SyncRequest request, Caller caller, int cxid, Runnable then) {
        syncs.add(then);
        links.send(
                leader,
                new ForwardedRequest(
                        caller.sessionId(),
                        cxid,
                        request.opCode().code(),
                        Requests.bodyOf(request),
                        identitiesOf(caller)));
    }

    /**
     * Who waits for a transaction that has been decided; nobody if it is somebody else's. One and the same session may have
     * had requests under way through another server, so only the number says that this one is ours.
     */
    Proposals.WhenApplied waitingFor(TxnHeader header) {
        var waiting = writes.get(header.sessionId());
        if (waiting == null || waiting.element().cxid != header.cxid()) {
            return Proposals.WhenApplied.NOTHING;
        }
        var then = waiting.remove().then;
        if (waiting.isEmpty()) {
            writes.remove(header.sessionId());
        }
        return then;
    }

    /** The leader has judged a session. */
    void judged(long sessionId, boolean valid) {
        var waiting = resumptions.get(sessionId);
        if (waiting == null) {
            LOG.warn("The leader judged session 0x{}, which nobody asked for", Long.toHexString(sessionId));
            return;
        }
        var then = waiting.remove();
        if (waiting.isEmpty()) {
            resumptions.remove(sessionId);
        }
        then.judged(valid);
    }

    /** The leader is done with the oldest sync. */
    void synced() {
        var oldest = syncs.poll();
        if (oldest == null) {
            LOG.warn("The leader answered a sync that nobody asked for");
        } else {
            oldest.run();
        }
    }

    /** A request that the leader has, or will have. */
    private record Forwarded(int cxid, Proposals.WhenApplied then) {}
}
