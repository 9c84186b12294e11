/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.OpCode;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.List;

/** The way that writes and syncs take: a leader puts them in order, a learner sends them to the leader. */
final class RequestRoute {
    private static final SetDataTxn CHANGE = new SetDataTxn("/", null, 0);
    private static final int SET_DATA = 5;
    private static final long NO_LINK = ZabEffect.NO_LINK;

    /** A sync, and the transaction that must be applied before it is answered. */
    private record WaitingSync(long link, long behindZxid) {}

    private final World world;
    private final SimDriver driver;
    private final SimServer server;
    private final ArrayDeque<WaitingSync> waitingSyncs = new ArrayDeque<>();
    private long lastProposed;

    RequestRoute(World world, SimDriver driver) {
        this.world = world;
        this.driver = driver;
        this.server = driver.server();
    }

    /** The server leads from now on, behind this zxid, which no transaction has. */
    void leads(long firstZxid) {
        lastProposed = firstZxid;
    }

    /** The server serves nobody from now on. */
    void ends() {
        waitingSyncs.clear();
    }

    /** Whether the leader's tree has all that it has proposed. */
    boolean isAllApplied() {
        return lastProposed <= driver.treeZxid() || (int) lastProposed == 0;
    }

    /** A client of this server, or of a learner of it, writes. */
    void write(long session, int cxid) {
        if (driver.isLeading()) {
            var header = new TxnHeader(session, cxid, ++lastProposed, server.nowMillis(), SET_DATA);
            server.step(new ZabInput.Propose(new TxnRecord(header, CHANGE, null), null));
        } else if (driver.isServing()) {
            world.coverage().count(Situation.WRITE_THROUGH_A_LEARNER);
            send(driver.leaderLink(), ClientDesk.forwardedWrite(session, cxid));
        }
    }

    /** The members are to change. */
    void change(Membership members, long session, int cxid) {
        long zxid = ++lastProposed;
        var next = members.withVersion(zxid);
        var header = new TxnHeader(session, cxid, zxid, server.nowMillis(), OpCode.RECONFIG.code());
        var change = new SetDataTxn("/zookeeper/config", Bytes.ofUtf8(next.text()), -1);
        server.step(new ZabInput.Propose(new TxnRecord(header, change, null), next));
    }

    /** A client of this server wants to see all that the leader has. */
    void sync(long session, int cxid) {
        if (driver.isLeading()) {
            askedForSync(NO_LINK, session, cxid);
        } else if (driver.isServing()) {
            send(driver.leaderLink(), ClientDesk.forwardedSync(session, cxid));
        }
    }

    private void askedForSync(long link, long session, int cxid) {
        world.truth().syncAsked(session, cxid, (int) lastProposed == 0 ? 0 : lastProposed);
        if (isAllApplied() || world.bug().answersSyncAtOnce()) {
            answerSync(link);
        } else {
            world.coverage().count(Situation.SYNC_WAITED_FOR_A_PROPOSAL);
            waitingSyncs.add(new WaitingSync(link, lastProposed));
        }
    }

    /** The tree is there now. */
    void applied(long zxid) {
        while (!waitingSyncs.isEmpty() && waitingSyncs.element().behindZxid() <= zxid) {
            answerSync(waitingSyncs.remove().link());
        }
    }

    private void answerSync(long link) {
        if (link == NO_LINK) {
            driver.desk().synced();
        } else {
            // Behind the effects of the transaction that it waits for: the commit must leave first.
            server.acceptNext((Runnable) () -> send(link, new PeerMessage.SyncDone()));
        }
    }

    /** A message that the peer leaves to the core. */
    void received(long link, PeerMessage message) {
        if (message instanceof PeerMessage.Ping ping) {
            if (ping.touches() == null) {
                send(link, new PeerMessage.Ping(ping.zxid(), List.of()));
            }
        } else if (message instanceof PeerMessage.ForwardedRequest request) {
            server.acceptNext((Runnable) () -> forwarded(link, request));
        } else if (message instanceof PeerMessage.SyncDone) {
            driver.desk().synced();
        } else {
            throw new IllegalStateException("nobody expects " + message);
        }
    }

    private void forwarded(long link, PeerMessage.ForwardedRequest request) {
        if (!driver.isLeading()) {
            return;
        }
        if (ClientDesk.isSync(request)) {
            askedForSync(link, request.sessionId(), request.xid());
        } else {
            write(request.sessionId(), request.xid());
        }
    }

    private void send(long link, PeerMessage message) {
        world.network().quorumLinks().send(server, link, message);
    }
}
