/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Zxid;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.ForwardedRequest;
import io.zk4j.server.quorum.message.PeerMessage.Ping;
import io.zk4j.server.quorum.message.PeerMessage.Revalidate;
import io.zk4j.server.quorum.message.PeerMessage.Revalidated;
import io.zk4j.server.quorum.message.PeerMessage.SyncDone;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of a Zab peer: tells it what happens and carries out what it wants done, in order. A member of an ensemble puts
 * the changes in order itself while it leads, and sends them to the leader while it follows. Owned by the core thread.
 */
public final class EnsembleReplication implements Replication {
    private static final Logger LOG = LoggerFactory.getLogger(EnsembleReplication.class);

    private final Function<ZabInput, List<ZabEffect>> peer;
    private final PeerLinks links;
    private final LogThread log;
    private final MemberDisk disk;
    private final CoreParts core;
    private final LearnerRequests learnerRequests;
    private final MembershipListener memberships;
    private final PendingSyncs syncs;
    private final RoleLog roles;
    private final boolean leaderServes;
    private final ArrayDeque<ZabInput> inputs = new ArrayDeque<>(); // those that come up while one is dealt with
    private final ArrayDeque<TxnRecord> proposed = new ArrayDeque<>(); // by us, in this batch of inputs
    private final ArrayList<Runnable> behind = new ArrayList<>(); // to be done behind the effects of an input
    private List<TxnRecord> toLog = new ArrayList<>();
    private boolean stepping;
    private @Nullable PeerStatus service; // the role in which clients are served; null while they are not
    private boolean leading;
    private @Nullable ForwardingRoute following; // the way through the leader

    private EnsembleReplication(MemberParts member, CoreParts core) {
        this.peer = member.peer();
        this.links = member.links();
        this.log = member.log();
        this.memberships = member.memberships();
        this.syncs = member.syncs();
        this.leaderServes = member.settings().leaderServes();
        this.core = core;
        this.disk = new MemberDisk(member, core);
        this.learnerRequests = new LearnerRequests(core, member.settings().fieldBytesMax());
        this.roles = new RoleLog(core.clock().millis());
    }

    /** Of a member of an ensemble. */
    public static Kind of(MemberParts member) {
        return core -> new EnsembleReplication(member, core);
    }

    @Override
    public void start() {
        memberships.started();
        step(new ZabInput.Start(core.clock().millis()));
    }

    @Override
    public boolean isServing() {
        return following != null || (leading && leaderServes);
    }

    @Override
    public boolean isLeading() {
        return leading;
    }

    @Override
    public WriteRoute route() {
        if (following != null) {
            return following;
        }
        if (leading) {
            return core.direct();
        }
        throw new IllegalStateException("a request is taken although no clients are served");
    }

    /** Kept until the end of the batch, so that the peer never hears of it in the midst of something else. */
    @Override
    public void propose(TxnRecord record) {
        proposed.add(record);
    }

    @Override
    public void endOfBatch() {
        for (var record = proposed.poll(); record != null; record = proposed.poll()) {
            step(new ZabInput.Propose(record, Reconfigurations.next(record)));
        }
        handToLog();
        links.endOfBatch();
    }

    private void handToLog() {
        if (!toLog.isEmpty()) {
            log.append(toLog);
            toLog = new ArrayList<>();
        }
    }

    @Override
    public void onLogSynced(long zxid) {
        step(new ZabInput.LogSynced(zxid));
    }

    @Override
    public void onTick(long nowMillis) {
        step(new ZabInput.Tick(nowMillis));
    }

    @Override
    public void onPeers(ZabInput input) {
        step(input);
        if (input instanceof ZabInput.SnapshotArrived arrived) {
            links.dropSnapshot(
                    arrived.link()); // it came too late for the role that waited for it, or is installed by now
        }
    }

    @Override
    public void close() {
        links.close();
    }

    private void step(ZabInput input) {
        inputs.add(input);
        if (stepping) {
            return;
        }
        stepping = true;
        for (var next = inputs.poll(); next != null; next = inputs.poll()) {
            for (var effect : peer.apply(next)) {
                carryOut(effect);
            }
            behind.forEach(Runnable::run);
            behind.clear();
        }
        stepping = false;
    }

    private void carryOut(ZabEffect effect) {
        if (effect instanceof ZabEffect.Send send) {
            links.send(send.link(), send.message());
        } else if (effect instanceof ZabEffect.Append append) {
            toLog.add(append.record());
        } else if (effect instanceof ZabEffect.Apply apply) {
            apply(apply.record());
        } else if (effect instanceof ZabEffect.ForCore message) {
            received(message.link(), message.message());
        } else if (effect instanceof ZabEffect.RoleChanged change) {
            roleChanged(change);
        } else if (effect instanceof ZabEffect.Notify notify) {
            links.notify(notify.to(), notify.notification());
        } else if (effect instanceof ZabEffect.ListenForLearners) {
            links.listenForLearners();
        } else if (effect instanceof ZabEffect.StopListening) {
            links.stopListening();
        } else if (effect instanceof ZabEffect.ConnectToLeader connect) {
            links.connectToLeader(connect.server());
        } else if (effect instanceof ZabEffect.Disconnect disconnect) {
            links.disconnect(disconnect.link(), disconnect.reason());
        } else if (effect instanceof ZabEffect.ConfigProposed config) {
            memberships.proposed(config.next());
        } else if (effect instanceof ZabEffect.ConfigActivated config) {
            memberships.activated(config.membership());
        } else if (effect instanceof ZabEffect.Fatal fatal) {
            LOG.error("The server stops: {}", fatal.reason());
            core.failure().accept(new IllegalStateException(fatal.reason()));
        } else {
            carryOutOnDisk(effect);
        }
    }

    private void carryOutOnDisk(ZabEffect effect) {
        handToLog();
        if (effect instanceof ZabEffect.SaveEpoch save) {
            disk.save(save.kind(), save.epoch());
        } else if (effect instanceof ZabEffect.SendSnapshot snapshot) {
            links.sendSnapshot(snapshot.link(), disk.treeNow());
        } else if (effect instanceof ZabEffect.AskDisk question) {
            disk.ask(question);
        } else if (effect instanceof ZabEffect.SendLog range) {
            links.sendLog(range.link(), disk.range(range.afterZxid(), range.upToZxid()));
        } else if (effect instanceof ZabEffect.Truncate truncate) {
            reload(() -> disk.truncate(truncate.zxid()));
        } else if (effect instanceof ZabEffect.InstallSnapshot install) {
            reload(() -> disk.install(links, install.link()));
        } else {
            throw new IllegalStateException("nobody carries out " + effect);
        }
    }

    private void reload(Reload reload) {
        try {
            var reloaded = reload.run();
            memberships.reloaded();
            step(reloaded);
        } catch (IOException e) {
            LOG.error("The server stops: its data could not be replaced by the leader's", e);
            core.failure().accept(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            core.failure().accept(e);
        }
    }

    private void apply(TxnRecord record) {
        var elsewhere = following == null ? Proposals.WhenApplied.NOTHING : following.waitingFor(record.header());
        core.proposals().decided(record, elsewhere);
    }

    private void received(long link, PeerMessage message) {
        if (message instanceof Ping ping) {
            if (ping.touches() == null) {
                links.send(
                        link,
                        new Ping(ping.zxid(), core.desk().touches(core.clock().millis())));
            } else if (leading) {
                learnerRequests.touched(ping.touches());
            }
        } else if (leading) {
            receivedFromLearner(link, message);
        } else if (following != null) {
            receivedFromLeader(following, message);
        } else {
            LOG.debug("Nobody is served, so link {} gets no answer to {}", link, message);
        }
    }

    private void receivedFromLearner(long link, PeerMessage message) {
        if (message instanceof ForwardedRequest request) {
            if (learnerRequests.isSync(request)) {
                // Behind the effects of the transaction that it waits for: the commit must leave first.
                syncs.asked();
                core.direct()
                        .whenAllApplied(() -> behind.add(() -> {
                            syncs.answered();
                            links.send(link, new SyncDone());
                        }));
            } else {
                learnerRequests.write(link, request);
            }
        } else if (message instanceof Revalidate question) {
            boolean valid = learnerRequests.resume(link, question.sessionId(), question.timeoutMillis());
            links.send(link, new Revalidated(question.sessionId(), valid));
        } else {
            LOG.warn("Link {} sent a leader {}", link, message);
        }
    }

    private void receivedFromLeader(ForwardingRoute route, PeerMessage message) {
        if (message instanceof Revalidated answer) {
            route.judged(answer.sessionId(), answer.valid());
        } else if (message instanceof SyncDone) {
            route.synced();
        } else {
            LOG.warn("The leader sent a learner {}", message);
        }
    }

    private void roleChanged(ZabEffect.RoleChanged change) {
        var status = change.status();
        var reason = change.reason();
        if (service != null && isSameService(service, status)) {
            service = status;
            return;
        }
        boolean served = service != null;
        int connections = core.desk().connections();
        if (served) {
            endService(reason);
        }
        if (status.phase() == ZabPhase.BROADCAST) {
            service = status;
            core.desk().beginEpoch(Zxid.of((int) status.epoch(), 0).value());
            if (status.state() == ServerState.LEADING) {
                lead(status.epoch());
            } else {
                follow(change.leaderLink());
            }
        }
        roles.changed(status, reason, connections, served, core.clock().millis());
    }

    private static boolean isSameService(PeerStatus now, PeerStatus next) {
        return next.phase() == ZabPhase.BROADCAST
                && next.state() == now.state()
                && next.epoch() == now.epoch()
                && next.leader() == now.leader();
    }

    private void lead(long epoch) {
        core.proposals().reset(Zxid.of((int) epoch, 0).value());
        core.state().sessions().forgive(core.clock().millis());
        leading = true;
    }

    private void follow(long leaderLink) {
        core.desk().beginTouches();
        following = new ForwardingRoute(links, leaderLink);
    }

    private void endService(String reason) {
        service = null;
        leading = false;
        following = null;
        proposed.clear();
        core.rights().reset();
        core.proposals().reset(core.state().tree().view().zxid());
        core.desk().closeAll("this server has no leader any more: " + reason);
        // What is logged but not decided is applied next, and may have to be taken back: no snapshot may have it.
        core.snapshots().giveUp();
    }

    /** Replaces the data of this server. */
    @FunctionalInterface
    private interface Reload {
        ZabInput.Reloaded run() throws IOException, InterruptedException;
    }
}
