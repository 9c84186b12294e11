/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.broadcast.LearnerProgress.Stage;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.quorum.message.ServerState;

/**
 * The leader's side: finds the number of the new epoch, brings learners to what it begins with, and has everything after
 * that agreed on.
 *
 * <p>Who connects goes through the stages of {@link LearnerProgress}; a quorum of them moves the leader through its phases.
 * Its own votes count when its own disk has what they are about, like everybody else's.
 *
 * <p>A leader that cannot have a quorum gives up as soon as it knows, see {@link Attendance}.
 */
public final class Leading extends Role {
    private final Learners learners;
    private final Discovery discovery;
    private final Attendance attendance;
    private final Agreement agreement;
    private final Broadcasting broadcasting;
    private final LearnerSync sync;
    private final long begunMillis;
    private ZabPhase phase = ZabPhase.DISCOVERY;
    private boolean epochIsDurable; // on the leader's own disk
    private Membership config;
    private long phaseSinceMillis;
    private long pingAtMillis;
    private long syncMillis;
    private long anonymous;

    /**
     * A leader that an election has decided on.
     *
     * @param electionRound the round of that election
     */
    public Leading(Peer peer, long electionRound) {
        super(peer);
        this.learners = new Learners(effects);
        var quorums = new Quorums(peer);
        this.discovery = new Discovery(peer, learners, quorums);
        this.attendance = new Attendance(peer, learners, quorums, discovery, electionRound);
        this.agreement = new Agreement(peer.settings().self());
        this.broadcasting = new Broadcasting(peer, learners, agreement);
        this.sync = new LearnerSync(peer, learners, attendance, broadcasting);
        this.begunMillis = peer.nowMillis();
        this.phaseSinceMillis = begunMillis;
        this.config = peer.lastSeen();
    }

    @Override
    public void begin() {
        effects.add(new ZabEffect.ListenForLearners());
        discovery.choose();
        checkAttendance(); // who voted for this leader may be down by now
    }

    @Override
    public void end() {
        effects.add(new ZabEffect.StopListening());
    }

    // ---- discovery

    @Override
    public void learnerLinked(long link) {
        learners.add(new LearnerProgress(
                link,
                peer.nowMillis()
                        + peer.settings().initMillis()
                        + peer.settings().syncMillis()));
    }

    @Override
    public void onLearnerInfo(long link, PeerMessage.LearnerInfo message) {
        var learner = learners.at(link);
        var wrong = objectionTo(learner, message);
        if (!wrong.isEmpty()) {
            drop(learner, wrong);
            return;
        }
        if (discovery.epoch() != 0
                && message.acceptedEpoch() > discovery.epoch()
                && peer.membership().isParticipant(message.serverId())) {
            // It will never follow this epoch; the next one is above what it has accepted.
            peer.giveUp("server " + message.serverId() + " has accepted epoch " + message.acceptedEpoch()
                    + ", later than this leader's " + discovery.epoch());
            return;
        }
        boolean isNameless = message.serverId() < 0 || message.serverId() == Long.MAX_VALUE;
        long server = isNameless ? --anonymous : message.serverId();
        var earlier = learners.of(server);
        if (earlier != null) {
            drop(earlier, "server " + server + " has connected again");
        }
        learner.introduced(server, message.observer(), message.acceptedEpoch());
        heard(learner);
        attendance.came(server);
        discovery.choose();
        discovery.announce(learner);
    }

    private String objectionTo(LearnerProgress learner, PeerMessage.LearnerInfo message) {
        if (learner.hasReached(Stage.INTRODUCED)) {
            return "it introduced itself twice";
        }
        if (message.serverId() == self()) {
            return "it has this server's own id " + self() + "; each server needs another one in its file myid";
        }
        if (message.acceptedEpoch() >= Succession.EPOCH_MAX) {
            return "it says that it has accepted epoch " + message.acceptedEpoch() + ", behind which there is no room";
        }
        long ours = peer.membership().version();
        if (peer.settings().reconfigEnabled() && message.configVersion() > ours) {
            return "it has configuration " + Succession.text(message.configVersion()) + ", later than this leader's "
                    + Succession.text(ours);
        }
        return "";
    }

    @Override
    public void onAckEpoch(long link, PeerMessage.AckEpoch message) {
        var learner = learners.at(link);
        if (learner.stage() != Stage.INTRODUCED || !learner.wasSentInfo()) {
            drop(learner, "it promised an epoch that it was not asked about");
            return;
        }
        heard(learner);
        var wrong = discovery.promised(learner, message);
        if (!wrong.isEmpty()) {
            drop(learner, wrong);
        } else if (phase != ZabPhase.DISCOVERY) {
            sync.synchronise(phase == ZabPhase.BROADCAST, epochIsDurable);
        } else if (discovery.isAgreed()) {
            beginSynchronisation();
        }
        checkAttendance();
    }

    @Override
    public void epochSaved(EpochKind kind, long saved) {
        if (kind == EpochKind.CURRENT) {
            epochIsDurable = true;
            startIfAgreed();
            return;
        }
        discovery.promisedSelf();
        if (discovery.isAgreed()) {
            beginSynchronisation();
        }
    }

    // ---- synchronisation: a quorum has on disk what the epoch begins with

    private void beginSynchronisation() {
        long epoch = discovery.epoch();
        broadcasting.begin(Succession.firstOf(epoch));
        config = Reconfigurations.atBeginningOf(epoch, peer);
        sync.begin(epoch, config);
        enter(ZabPhase.SYNCHRONIZATION, "a quorum has promised epoch " + epoch);
        sync.synchronise(false, epochIsDurable);
    }

    @Override
    public void diskHistory(long link, boolean found) {
        var learner = learners.find(link);
        if (learner != null) {
            sync.searched(learner, found, phase == ZabPhase.BROADCAST);
        }
    }

    private void startIfAgreed() {
        if (phase != ZabPhase.SYNCHRONIZATION || !epochIsDurable || !attendance.isQuorum()) {
            sync.synchronise(phase == ZabPhase.BROADCAST, epochIsDurable);
            return;
        }
        syncMillis = peer.nowMillis() - begunMillis;
        // What the last leader was changing the configuration to is part of the history that this epoch begins with.
        peer.activate(config);
        attendance.begun();
        enter(ZabPhase.BROADCAST, "a quorum has synchronised");
        for (var learner : learners.all()) {
            if (learner.isSynced()) {
                heard(learner);
                release(learner);
            }
        }
        sync.synchronise(true, epochIsDurable);
        if (!peer.membership().isParticipant(self())) {
            peer.giveUp("this server has no vote in the configuration that came into force with epoch "
                    + discovery.epoch());
        }
    }

    private void release(LearnerProgress learner) {
        if (learner.takeUpToDate()) {
            effects.send(learner.link, new UpToDate());
            broadcasting.counts(learner);
        }
    }

    // ---- broadcast

    @Override
    public void propose(ZabInput.Propose input) {
        if (phase != ZabPhase.BROADCAST) {
            super.propose(input);
        }
        broadcasting.propose(input);
    }

    @Override
    public void logSynced(long zxid) {
        broadcasting.ownDiskHas(zxid);
    }

    @Override
    public void onAck(long link, PeerMessage.Ack message) {
        var learner = learners.at(link);
        if (!learner.hasReached(Stage.FORWARDED)) {
            drop(learner, "it acknowledged " + Succession.text(message.zxid()) + " before it was sent anything");
            return;
        }
        if (Succession.counter(message.zxid()) == 0) {
            ackedNewLeader(learner, message.zxid());
        } else if (message.zxid() > broadcasting.lastProposed()) {
            drop(learner, "it acknowledged " + Succession.text(message.zxid()) + ", which was never proposed");
        } else if (!learner.isObserver()) {
            broadcasting.acked(learner, message.zxid());
        }
        heard(learner);
    }

    /** Learners say it twice: for NEWLEADER, and for UPTODATE. */
    private void ackedNewLeader(LearnerProgress learner, long zxid) {
        if (zxid != Succession.firstOf(discovery.epoch()) || learner.isSynced()) {
            return;
        }
        learner.synced(peer.nowMillis());
        startIfAgreed();
        if (phase == ZabPhase.BROADCAST) {
            release(learner);
        }
    }

    // ---- who is there

    @Override
    public void tick() {
        long now = peer.nowMillis();
        if (phase != ZabPhase.BROADCAST) {
            attendance.waited(now - phaseSinceMillis, phase);
        }
        boolean pings = now >= pingAtMillis;
        for (var learner : learners.all()) {
            boolean waitsForUs = learner.isSynced() && phase != ZabPhase.BROADCAST;
            if (learner.isOverdue(now) && !waitsForUs) {
                drop(learner, learner + " was silent for too long");
            } else if (pings && owesTooLong(learner, now)) {
                drop(learner, learner + " has not acknowledged a proposal within syncLimit");
            }
        }
        if (pings) {
            pingAtMillis = now + Math.max(1, peer.settings().tickMillis() / 2);
            var ping = new PeerMessage.Ping(broadcasting.lastProposed(), null);
            learners.forward(ping, ping);
        }
        checkAttendance();
    }

    private boolean owesTooLong(LearnerProgress learner, long now) {
        return learner.isSynced()
                && !learner.isObserver()
                && agreement.owedMillis(learner, now) > peer.settings().syncMillis();
    }

    private void checkAttendance() {
        if (phase == ZabPhase.BROADCAST) {
            attendance.requireQuorum();
        } else {
            attendance.requireProspect(phase);
        }
    }

    @Override
    public void linkLost(long link, String reason) {
        if (learners.remove(link) != null) {
            checkAttendance();
        }
    }

    private void drop(LearnerProgress learner, String reason) {
        effects.disconnect(learner.link, reason);
        linkLost(learner.link, reason);
    }

    @Override
    public void heard(long from, Notification notification) {
        if (phase != ZabPhase.BROADCAST && notification.state() == ServerState.LOOKING) {
            attendance.looks(from, notification.electionEpoch());
            checkAttendance();
        }
    }

    @Override
    public void voterDown() {
        checkAttendance();
    }

    @Override
    public void progressing(long link) {
        var learner = learners.find(link);
        if (learner != null) {
            heard(learner);
        }
    }

    private void heard(LearnerProgress learner) {
        learner.heardUntil(peer.nowMillis() + peer.settings().syncMillis());
    }

    // ---- what is the core's

    @Override
    public void onPing(long link, PeerMessage.Ping message) {
        forCore(link, message);
    }

    @Override
    public void onForwardedRequest(long link, PeerMessage.ForwardedRequest message) {
        forCore(link, message);
    }

    @Override
    public void onRevalidate(long link, PeerMessage.Revalidate message) {
        forCore(link, message);
    }

    private void forCore(long link, PeerMessage message) {
        var learner = learners.at(link);
        heard(learner);
        if (phase == ZabPhase.BROADCAST && learner.isSynced()) {
            effects.add(new ZabEffect.ForCore(link, learner.server(), message));
        } else if (!(message instanceof PeerMessage.Ping)) {
            unexpected(link, message);
        }
    }

    @Override
    void unexpected(long link, PeerMessage message) {
        drop(learners.at(link), "it sent what does not belong here: " + message);
    }

    // ---- helpers

    @Override
    boolean hasLink(long link) {
        return learners.has(link);
    }

    private long self() {
        return peer.settings().self();
    }

    @Override
    public boolean isServing() {
        return phase == ZabPhase.BROADCAST;
    }

    private void enter(ZabPhase next, String reason) {
        phase = next;
        phaseSinceMillis = peer.nowMillis();
        effects.add(new ZabEffect.RoleChanged(status(), reason, ZabEffect.NO_LINK));
    }

    @Override
    public PeerStatus status() {
        return new PeerStatus(
                ServerState.LEADING,
                phase,
                self(),
                discovery.epoch() == 0 ? peer.currentEpoch() : discovery.epoch(),
                peer.electionMillis(),
                syncMillis,
                learners.synced(false),
                learners.synced(true),
                learners.size(),
                broadcasting.lastProposed());
    }
}
