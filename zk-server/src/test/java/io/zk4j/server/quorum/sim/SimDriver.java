/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.protocol.Zxid;
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnHeader;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out what the peer of one process wants done, as the core does it, and watches that it may. */
final class SimDriver {
    private static final int EFFECTS_MAX = 5000;
    private static final SetDataTxn CHANGE = new SetDataTxn("/", null, 0);
    private static final int SET_DATA = 5;
    private static final long NO_LINK = ZabEffect.NO_LINK;

    /** A sync that a learner has asked for, and the transaction that must be applied before it is answered. */
    private record WaitingSync(long link, long behindZxid) {}

    private final World world;
    private final SimServer server;
    private final SimDisk disk;
    private final String traceName;
    private final ClientDesk desk;
    private final SyncWatch sync;
    private final Map<Long, Prefix> snapshots = new HashMap<>(); // that have arrived, by link
    private final ArrayDeque<WaitingSync> waitingSyncs = new ArrayDeque<>();
    private PeerStatus status;
    private Prefix tree;
    private long treeZxid;
    private long leaderLink = NO_LINK;
    private long lastProposed;
    private boolean listening;
    private boolean serving;

    SimDriver(World world, SimServer server) {
        this.world = world;
        this.server = server;
        this.disk = server.disk();
        this.traceName = "  " + server;
        this.tree = disk.durable();
        this.treeZxid = disk.durableZxid();
        this.desk = new ClientDesk(world, this);
        this.sync = new SyncWatch(world, server);
        this.status = new PeerStatus(
                ServerState.LOOKING,
                ZabPhase.ELECTION,
                PeerStatus.NO_LEADER,
                0,
                0,
                0,
                java.util.Set.of(),
                java.util.Set.of(),
                0,
                0);
    }

    SimServer server() {
        return server;
    }

    boolean isListening() {
        return listening;
    }

    boolean isServing() {
        return serving;
    }

    boolean isLeading() {
        return serving && status.state() == ServerState.LEADING;
    }

    Prefix tree() {
        return tree;
    }

    /** What clients may have seen: who serves in an epoch has all that came before it. */
    long processedZxid() {
        return serving ? Math.max(treeZxid, Zxid.of((int) status.epoch(), 0).value()) : treeZxid;
    }

    ClientDesk desk() {
        return desk;
    }

    /** The process dies. */
    void crashed() {
        if (isLeading() && lastProposed > treeZxid && (int) lastProposed != 0) {
            world.coverage().count(Situation.LEADER_LOST_MID_PROPOSAL);
        }
        sync.crashed();
        desk.closeAll();
    }

    /** The peer is about to be told this. */
    void hears(ZabInput input) {
        if (input instanceof ZabInput.Received received) {
            sync.received(received.message());
        }
    }

    void snapshotArrives(long link, Prefix content) {
        snapshots.put(link, content);
    }

    void carryOut(List<ZabEffect> effects) {
        if (effects.size() > EFFECTS_MAX) {
            throw Invariant.QUEUES_ARE_BOUNDED.broken(effects.size() + " effects of one step of " + server);
        }
        for (var effect : effects) {
            if (!server.isUp() || server.diesBefore(isBadMoment(effect))) {
                return;
            }
            world.trace(traceName, effect);
            carryOut(effect);
        }
    }

    private static boolean isBadMoment(ZabEffect effect) {
        return effect instanceof ZabEffect.SaveEpoch
                || effect instanceof ZabEffect.Truncate
                || effect instanceof ZabEffect.InstallSnapshot
                || effect instanceof ZabEffect.RoleChanged
                || (effect instanceof ZabEffect.Send send
                        && !(send.message() instanceof PeerMessage.Ping)
                        && !(send.message() instanceof PeerMessage.Ack ack && (int) ack.zxid() != 0));
    }

    private void carryOut(ZabEffect effect) {
        if (effect instanceof ZabEffect.Send send) {
            send(send);
        } else if (effect instanceof ZabEffect.Append append) {
            append(append.record());
        } else if (effect instanceof ZabEffect.Apply apply) {
            apply(apply.record());
        } else if (effect instanceof ZabEffect.Notify notify) {
            world.network().electionLinks().notify(server, notify.to(), notify.notification());
        } else if (effect instanceof ZabEffect.ForCore message) {
            forCore(message);
        } else if (effect instanceof ZabEffect.RoleChanged changed) {
            roleChanged(changed);
        } else if (effect instanceof ZabEffect.SaveEpoch save) {
            saveEpoch(save);
        } else if (effect instanceof ZabEffect.ListenForLearners) {
            listening = true;
        } else if (effect instanceof ZabEffect.StopListening) {
            listening = false;
            world.network().quorumLinks().closeAllOf(server);
        } else if (effect instanceof ZabEffect.ConnectToLeader connect) {
            world.network().quorumLinks().connect(server, connect.server());
        } else if (effect instanceof ZabEffect.Disconnect disconnect) {
            disconnect(disconnect);
        } else {
            carryOutOnDisk(effect);
        }
    }

    private void carryOutOnDisk(ZabEffect effect) {
        if (effect instanceof ZabEffect.SendSnapshot snapshot) {
            world.coverage().count(Situation.SNAP);
            world.network().quorumLinks().sendSnapshot(server, snapshot.link(), snapshot.zxid(), tree);
        } else if (effect instanceof ZabEffect.AskDisk question) {
            boolean found =
                    !disk.range(question.afterZxid(), question.upToZxid()).isEmpty();
            world.coverage().count(found ? Situation.SYNC_FROM_THE_DISK : Situation.DISK_HAS_NOT_ENOUGH);
            server.accept(new ZabInput.DiskHistory(question.link(), found));
        } else if (effect instanceof ZabEffect.SendLog range) {
            for (var record : disk.range(range.afterZxid(), range.upToZxid())) {
                send(new ZabEffect.Send(range.link(), new PeerMessage.Proposal(record)));
                send(new ZabEffect.Send(range.link(), new PeerMessage.Commit(record.zxid())));
            }
        } else if (effect instanceof ZabEffect.Truncate truncate) {
            truncate(truncate.zxid());
        } else if (effect instanceof ZabEffect.InstallSnapshot install) {
            install(install);
        } else if (effect instanceof ZabEffect.Fatal fatal) {
            throw Invariant.NO_PEER_GIVES_UP.broken(server + ": " + fatal.reason());
        } else {
            throw new IllegalStateException("nobody carries out " + effect);
        }
    }

    private void send(ZabEffect.Send send) {
        var message = send.message();
        if (message instanceof PeerMessage.Ack ack) {
            checkAck(ack.zxid());
        } else if (message instanceof PeerMessage.AckEpoch promise) {
            checkPromise(promise);
        } else if (message instanceof PeerMessage.LearnerInfo) {
            sync.linked();
        }
        world.network().quorumLinks().send(server, send.link(), message);
    }

    private void checkAck(long zxid) {
        boolean durable = (int) zxid == 0
                ? disk.epoch(EpochKind.CURRENT) >= zxid >>> Integer.SIZE
                : disk.durable().has(zxid);
        if (!durable && world.watches(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE)) {
            throw Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE.broken(
                    server + " acknowledges " + Words.zxid(zxid) + " and has " + disk);
        }
    }

    private void checkPromise(PeerMessage.AckEpoch promise) {
        boolean counts = promise.currentEpoch() != PeerMessage.AckEpoch.PROMISED_BEFORE;
        boolean honest = disk.epoch(EpochKind.ACCEPTED) >= sync.announcedEpoch()
                && (promise.lastZxid() == disk.durableZxid() || (!counts && promise.lastZxid() == 0))
                && (!counts || promise.currentEpoch() == disk.reachedEpoch());
        if (!honest && world.watches(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE)) {
            throw Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE.broken(server + " promises epoch " + sync.announcedEpoch()
                    + " with " + Words.of(promise) + " and has " + disk);
        }
    }

    private void append(TxnRecord record) {
        long last = Math.max(disk.logged().zxid(), treeZxid);
        long zxid = record.zxid();
        if (zxid != last + 1 && (zxid >>> Integer.SIZE == last >>> Integer.SIZE || zxid < last || (int) zxid != 1)) {
            throw Invariant.ZXIDS_GROW.broken(server + " logs " + Words.zxid(zxid) + " behind " + Words.zxid(last));
        }
        disk.append(record);
    }

    private void saveEpoch(ZabEffect.SaveEpoch save) {
        if (save.epoch() < disk.epoch(save.kind())) {
            throw Invariant.EPOCHS_NEVER_GO_BACK.broken(
                    server + " writes " + save.kind() + " epoch " + save.epoch() + " and has " + disk);
        }
        if (save.kind() == EpochKind.CURRENT && status.state() == ServerState.LEADING) {
            world.truth().epochBegins(server, save.epoch(), disk.logged());
        }
        disk.saveEpoch(save.kind(), save.epoch());
    }

    private void apply(TxnRecord record) {
        tree = tree.plus(record);
        treeZxid = record.zxid();
        if (serving) {
            world.truth().shows(server);
        }
        desk.applied(record);
        while (!waitingSyncs.isEmpty() && waitingSyncs.element().behindZxid() <= treeZxid) {
            var waiting = waitingSyncs.remove();
            answerSync(waiting.link());
        }
    }

    private void truncate(long zxid) {
        var before = disk.logged();
        if (!disk.truncate(zxid)) {
            world.coverage().count(Situation.TRUNC_IMPOSSIBLE);
        } else if (disk.logged() != before) {
            world.coverage().count(Situation.UNDECIDED_TAIL_THROWN_AWAY);
        }
        reloaded();
    }

    private void install(ZabEffect.InstallSnapshot install) {
        var content = snapshots.remove(install.link());
        if (content == null) {
            throw Invariant.NO_PEER_GIVES_UP.broken(server + " installs a snapshot that has not arrived");
        }
        disk.install(install.zxid(), content);
        reloaded();
    }

    /** The real driver tells the peer at once; whether it may also take a while is up to the dice. */
    private void reloaded() {
        tree = disk.logged();
        treeZxid = disk.durableZxid();
        world.truth().requireOnQuorum();
        var reloaded =
                new ZabInput.Reloaded(treeZxid, disk.recent(world.scenario().commitLogCount()));
        if (world.chance().in100(60)) {
            server.acceptNext(reloaded);
        } else {
            int life = server.life();
            world.timeline().after(world.chance().mostlyShortMicros(4000), () -> {
                if (server.isAlive(life)) {
                    server.accept(reloaded);
                }
            });
        }
    }

    private void disconnect(ZabEffect.Disconnect disconnect) {
        if (disconnect.reason().contains("silent")) {
            world.coverage().count(Situation.LEARNER_SILENT_TOO_LONG);
        }
        world.network().quorumLinks().disconnect(server, disconnect.link(), disconnect.reason());
    }

    private void roleChanged(ZabEffect.RoleChanged changed) {
        var next = changed.status();
        boolean same = serving
                && next.phase() == ZabPhase.BROADCAST
                && next.state() == status.state()
                && next.epoch() == status.epoch();
        status = next;
        if (same) {
            return;
        }
        if (serving) {
            serving = false;
            waitingSyncs.clear();
            desk.closeAll();
        }
        if (next.phase() == ZabPhase.BROADCAST) {
            leaderLink = changed.leaderLink();
            serves(next);
        }
    }

    private void serves(PeerStatus next) {
        serving = true;
        if (next.state() == ServerState.LEADING) {
            lastProposed = Zxid.of((int) next.epoch(), 0).value();
            world.coverage().count(Situation.ELECTED);
            if (world.scenario().membership().hasGroups()) {
                world.coverage().count(Situation.WEIGHTED_QUORUM);
            }
            if (world.servers().stream().filter(SimServer::isLeading).count() > 1) {
                world.coverage().count(Situation.TWO_LEADERS_AT_ONCE);
            }
            world.truth().leads(server, next.epoch());
        } else {
            if (!sync.isUpToDate() || disk.epoch(EpochKind.CURRENT) != next.epoch()) {
                throw Invariant.FOLLOWS_BEFORE_IT_SERVES.broken(server + " serves in " + Words.of(next));
            }
            world.truth().shows(server);
        }
    }

    // ---- requests

    /** A client of this server, or of a learner of it, writes. */
    void write(long session, int cxid) {
        if (isLeading()) {
            var header = new TxnHeader(session, cxid, ++lastProposed, server.nowMillis(), SET_DATA);
            var record = new TxnRecord(header, CHANGE, null);
            server.step(new ZabInput.Propose(record, null));
        } else if (serving) {
            world.coverage().count(Situation.WRITE_THROUGH_A_LEARNER);
            world.network().quorumLinks().send(server, leaderLink, ClientDesk.forwardedWrite(session, cxid));
        }
    }

    /** A client of this server wants to see all that the leader has. */
    void sync(long session, int cxid) {
        if (isLeading()) {
            desk.expectSync();
            askedForSync(NO_LINK, session, cxid);
        } else if (serving) {
            desk.expectSync();
            world.network().quorumLinks().send(server, leaderLink, ClientDesk.forwardedSync(session, cxid));
        }
    }

    private void askedForSync(long link, long session, int cxid) {
        world.truth().syncAsked(session, cxid, (int) lastProposed == 0 ? 0 : lastProposed);
        if (world.bug().answersSyncAtOnce() || lastProposed <= treeZxid || (int) lastProposed == 0) {
            answerSync(link);
        } else {
            world.coverage().count(Situation.SYNC_WAITED_FOR_A_PROPOSAL);
            waitingSyncs.add(new WaitingSync(link, lastProposed));
        }
    }

    private void answerSync(long link) {
        if (link == NO_LINK) {
            desk.synced();
        } else {
            // Behind the effects of the transaction that it waits for: the commit must leave first.
            server.acceptNext(
                    (Runnable) () -> world.network().quorumLinks().send(server, link, new PeerMessage.SyncDone()));
        }
    }

    private void forCore(ZabEffect.ForCore forCore) {
        var message = forCore.message();
        if (message instanceof PeerMessage.Ping ping) {
            if (ping.touches() == null) {
                world.network()
                        .quorumLinks()
                        .send(server, forCore.link(), new PeerMessage.Ping(ping.zxid(), List.of()));
            }
        } else if (message instanceof PeerMessage.ForwardedRequest request) {
            server.acceptNext((Runnable) () -> forwarded(forCore.link(), request));
        } else if (message instanceof PeerMessage.SyncDone) {
            desk.synced();
        } else {
            throw new IllegalStateException("nobody expects " + message);
        }
    }

    private void forwarded(long link, PeerMessage.ForwardedRequest request) {
        if (!isLeading()) {
            return;
        }
        if (ClientDesk.isSync(request)) {
            askedForSync(link, request.sessionId(), request.xid());
        } else {
            write(request.sessionId(), request.xid());
        }
    }

    /** Now and then the tree goes into a snapshot file. */
    void takeSnapshot() {
        disk.snapshot(treeZxid, tree, world.scenario().keepsMuchLog() ? 40 : 3);
    }
}
