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
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.txn.TxnRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Carries out what the peer of one process wants done, as the core does it, and watches that it may. */
final class SimDriver {
    private static final int EFFECTS_MAX = 5000;

    private final World world;
    private final SimServer server;
    private final SimDisk disk;
    private final String traceName;
    private final ClientDesk desk;
    private final SyncWatch sync;
    private final Map<Long, Prefix> snapshots = new HashMap<>(); // that have arrived, by link
    private final RequestRoute route;
    private PeerStatus status;
    private Prefix tree;
    private long treeZxid;
    private long leaderLink = ZabEffect.NO_LINK;
    private boolean listening;
    private boolean serving;

    SimDriver(World world, SimServer server) {
        this.world = world;
        this.server = server;
        this.disk = server.disk();
        this.traceName = "  " + server;
        this.tree = disk.durable();
        this.treeZxid = disk.durableZxid();
        this.route = new RequestRoute(world, this);
        this.desk = new ClientDesk(world, this, route);
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

    /** The connection to the leader that is followed. */
    long leaderLink() {
        return leaderLink;
    }

    /** The last transaction that the tree shows. */
    long treeZxid() {
        return treeZxid;
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
        if (isLeading() && !route.isAllApplied()) {
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
                || effect instanceof ZabEffect.ConfigProposed
                || effect instanceof ZabEffect.ConfigActivated
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
            route.received(message.link(), message.message());
        } else if (effect instanceof ZabEffect.RoleChanged changed) {
            roleChanged(changed);
        } else if (effect instanceof ZabEffect.SaveEpoch save) {
            saveEpoch(save);
        } else if (effect instanceof ZabEffect.ConfigProposed config) {
            server.list().proposed(config.next());
        } else if (effect instanceof ZabEffect.ConfigActivated config) {
            server.list().activated(config.membership(), status);
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
        route.applied(treeZxid);
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
        if (world.scenario().faults().contains(Fault.KILL_AT_A_BAD_MOMENT)
                && !world.isHealed()
                && world.chance().in100(30)) {
            server.crashAfter(world.chance().between(0, 40));
        }
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
        if (next.state() == ServerState.LEADING && next.phase() == ZabPhase.DISCOVERY) {
            checkVote(next);
        }
        if (serving) {
            serving = false;
            route.ends();
            desk.closeAll();
        }
        if (next.phase() == ZabPhase.BROADCAST) {
            leaderLink = changed.leaderLink();
            serves(next);
        }
    }

    private void checkVote(PeerStatus next) {
        if (!server.membership().isParticipant(server.id())
                && !server.lastSeenMembership().isParticipant(server.id())) {
            throw Invariant.LEADS_ONLY_WITH_A_VOTE.broken(
                    server + " is to lead in " + Words.of(next) + ", and its list is " + server.membership());
        }
    }

    private void serves(PeerStatus next) {
        serving = true;
        if (next.state() == ServerState.LEADING) {
            route.leads(Zxid.of((int) next.epoch(), 0).value());
            world.coverage().count(Situation.ELECTED);
            if (world.scenario().membership().hasGroups()) {
                world.coverage().count(Situation.WEIGHTED_QUORUM);
            }
            if (world.servers().stream().filter(SimServer::isLeading).count() > 1) {
                world.coverage().count(Situation.TWO_LEADERS_AT_ONCE);
            }
            world.truth().leads(server, next.epoch());
        } else {
            if (server.membership().member(server.id()) == null) {
                world.coverage().count(Situation.SERVED_IN_NO_LIST);
            }
            boolean follows = sync.isUpToDate() && disk.epoch(EpochKind.CURRENT) == next.epoch();
            if (!follows && world.watches(Invariant.FOLLOWS_BEFORE_IT_SERVES)) {
                throw Invariant.FOLLOWS_BEFORE_IT_SERVES.broken(server + " serves in " + Words.of(next));
            }
            world.truth().shows(server);
        }
    }

    void change(Membership next, long session, int cxid) {
        route.change(next, session, cxid);
    }

    /** Now and then the tree goes into a snapshot file. */
    void takeSnapshot() {
        disk.snapshot(treeZxid, tree, world.scenario().keepsMuchLog() ? 40 : 3);
    }
}
