/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.broadcast.LearnerProgress.Stage;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.CommitAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.Inform;
import io.zk4j.server.quorum.message.PeerMessage.InformAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.quorum.message.ServerState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The leader's side: finds the number of the new epoch, brings learners to what it begins with, and has everything after
 * that agreed on.
 *
 * <p>Who connects goes through the stages of {@link LearnerProgress}; a quorum of them moves the leader through its phases.
 * Its own votes count when its own disk has what they are about, like everybody else's.
 */
public final class Leading extends Role {
    private final long electionRound;
    private final Map<Long, LearnerProgress> learners = new TreeMap<>(); // by link, so in the order of their coming
    private final Agreement agreement;
    private final LearnerSync sync;
    private final Set<Long> promises = new HashSet<>(); // who has promised this epoch
    private final Set<Long> disloyal = new HashSet<>(); // voters that look for another leader
    private final long begunMillis;
    private final long firstEpoch; // with lastZxid: what a learner's history is compared with
    private final long lastZxid;
    private ZabPhase phase = ZabPhase.DISCOVERY;
    private long epoch; // 0 until it is known
    private boolean epochAnnounced;
    private boolean saveAsked; // of the current epoch
    private Membership config;
    private long lastProposed;
    private long phaseSinceMillis;
    private long pingAtMillis;
    private long checkAtMillis;
    private long syncMillis;
    private long anonymous;

    /**
     * A leader that an election has decided on.
     *
     * @param electionRound the round of that election
     */
    public Leading(Peer peer, long electionRound) {
        super(peer);
        this.electionRound = electionRound;
        this.agreement = new Agreement(peer.settings().self());
        this.sync = new LearnerSync(peer, agreement);
        this.begunMillis = peer.nowMillis();
        this.phaseSinceMillis = begunMillis;
        this.firstEpoch = peer.currentEpoch();
        this.lastZxid = peer.lastLogged();
        this.config = peer.lastSeen();
    }

    @Override
    public void begin() {
        effects.add(new ZabEffect.ListenForLearners());
        decideEpoch();
    }

    @Override
    public void end() {
        effects.add(new ZabEffect.StopListening());
        learners.clear();
    }

    // ---- discovery: a number that no quorum has promised to refuse

    private void decideEpoch() {
        long highest = peer.acceptedEpoch();
        for (var learner : learners.values()) {
            highest = Math.max(highest, learner.acceptedEpoch());
        }
        if (epoch == 0 && isQuorum(server -> server == self() || introduced(server) != null)) {
            epoch = highest + 1;
            peer.saveEpoch(EpochKind.ACCEPTED, epoch);
        }
    }

    @Override
    public void epochSaved(EpochKind kind, long saved) {
        if (kind == EpochKind.ACCEPTED) {
            epochAnnounced = true;
            learners.values().forEach(this::announceEpoch);
            promises.add(self());
            countPromises();
        } else {
            enter(ZabPhase.SYNCHRONIZATION);
            config = relabelled(peer.lastSeen());
            sync.begin(epoch, config);
            learners.values().stream()
                    .filter(learner -> learner.stage() == Stage.PROMISED)
                    .toList()
                    .forEach(this::synchronise);
            startIfAgreed();
        }
    }

    /** The first configuration of an ensemble that can be reconfigured gets the version of its first epoch. */
    private Membership relabelled(Membership membership) {
        boolean isFirst = peer.settings().reconfigEnabled() && membership.version() == 0;
        return isFirst ? membership.withVersion(Succession.firstOf(epoch)) : membership;
    }

    private void announceEpoch(LearnerProgress learner) {
        if (epochAnnounced && learner.hasReached(Stage.INTRODUCED) && learner.takeInfo()) {
            effects.send(learner.link, new PeerMessage.LeaderInfo(epoch, PeerMessage.PROTOCOL_VERSION));
        }
    }

    private void countPromises() {
        if (!saveAsked && epochAnnounced && isQuorum(promises::contains)) {
            saveAsked = true;
            peer.saveEpoch(EpochKind.CURRENT, epoch);
        }
    }

    @Override
    public void learnerLinked(long link) {
        learners.put(
                link,
                new LearnerProgress(link, peer.nowMillis() + peer.settings().initMillis()));
    }

    @Override
    public void onLearnerInfo(long link, PeerMessage.LearnerInfo message) {
        var learner = learner(link);
        if (learner.hasReached(Stage.INTRODUCED)) {
            effects.disconnect(link, "it introduced itself twice");
            return;
        }
        if (peer.settings().reconfigEnabled()
                && message.configVersion() > peer.membership().version()) {
            effects.disconnect(
                    link,
                    "it has configuration " + Succession.text(message.configVersion()) + ", later than this leader's "
                            + Succession.text(peer.membership().version()));
            return;
        }
        boolean isParticipant = peer.membership().isParticipant(message.serverId());
        if (epoch != 0 && isParticipant && message.acceptedEpoch() > epoch) {
            // It will never follow this epoch; the next one is above what it has accepted.
            peer.giveUp("server " + message.serverId() + " has accepted epoch " + message.acceptedEpoch()
                    + ", later than this leader's " + epoch);
            return;
        }
        long server = message.serverId() < 0 || message.serverId() == Long.MAX_VALUE ? --anonymous : message.serverId();
        dropEarlier(server, link);
        learner.introduced(server, message.observer(), message.acceptedEpoch());
        learner.heardUntil(peer.nowMillis()
                + peer.settings().initMillis()
                + peer.settings().syncMillis());
        disloyal.remove(server);
        decideEpoch();
        announceEpoch(learner);
    }

    /** A server speaks through its latest connection. */
    private void dropEarlier(long server, long link) {
        for (var other : List.copyOf(learners.values())) {
            if (other.link != link && other.hasReached(Stage.INTRODUCED) && other.server() == server) {
                drop(other, "server " + server + " has connected again");
            }
        }
    }

    @Override
    public void onAckEpoch(long link, PeerMessage.AckEpoch message) {
        var learner = learner(link);
        if (learner.stage() != Stage.INTRODUCED || !learner.wasSentInfo()) {
            effects.disconnect(link, "it promised an epoch that it was not asked about");
            return;
        }
        boolean promisedNow = message.currentEpoch() != PeerMessage.AckEpoch.PROMISED_BEFORE;
        if (phase == ZabPhase.DISCOVERY && promisedNow && isAhead(message)) {
            drop(
                    learner,
                    "its history (epoch " + message.currentEpoch() + ", " + Succession.text(message.lastZxid())
                            + ") is longer than this leader's (epoch " + firstEpoch + ", " + Succession.text(lastZxid)
                            + ")");
            return;
        }
        learner.promised(message.lastZxid());
        if (promisedNow && message.lastZxid() != Durable.NO_DATABASE) {
            promises.add(learner.server());
            countPromises();
        }
        if (phase != ZabPhase.DISCOVERY) {
            synchronise(learner);
        }
    }

    private boolean isAhead(PeerMessage.AckEpoch message) {
        return message.currentEpoch() > firstEpoch
                || (message.currentEpoch() == firstEpoch && message.lastZxid() > lastZxid);
    }

    // ---- synchronisation: a quorum has on disk what the epoch begins with

    private void synchronise(LearnerProgress learner) {
        sync.synchronise(learner, phase == ZabPhase.BROADCAST);
    }

    @Override
    public void diskHistory(long link, boolean found) {
        var learner = learners.get(link);
        if (learner != null) {
            sync.searched(learner, found, phase == ZabPhase.BROADCAST);
        }
    }

    private void startIfAgreed() {
        if (phase == ZabPhase.SYNCHRONIZATION
                && peer.currentEpoch() == epoch
                && isQuorum(server -> server == self() || isSynced(server))) {
            lastProposed = Succession.firstOf(epoch);
            enter(ZabPhase.BROADCAST);
            syncMillis = peer.nowMillis() - begunMillis;
            pingAtMillis = peer.nowMillis();
            checkAtMillis = peer.nowMillis() + peer.settings().tickMillis();
            if (peer.proposedMembership() == null) {
                peer.activate(config);
            } else {
                // What the last leader was changing to is part of the history that this epoch begins with.
                peer.activate(peer.lastSeen());
            }
            roleChanged("a quorum has synchronised");
            learners.values().forEach(this::releaseIfSynced);
        }
    }

    private void releaseIfSynced(LearnerProgress learner) {
        if (phase == ZabPhase.BROADCAST && learner.hasReached(Stage.SYNCED) && learner.takeUpToDate()) {
            effects.send(learner.link, new UpToDate());
        }
    }

    // ---- broadcast

    @Override
    public void propose(ZabInput.Propose input) {
        long zxid = input.record().zxid();
        if (phase != ZabPhase.BROADCAST || !Succession.isNext(lastProposed, zxid)) {
            throw new IllegalStateException(
                    "transaction " + Succession.text(zxid) + " is proposed after " + Succession.text(lastProposed));
        }
        if (Succession.counter(zxid) == Succession.COUNTER_MAX) {
            peer.giveUp("the counter of epoch " + epoch + " is used up; a new epoch is needed");
            return;
        }
        lastProposed = zxid;
        var next = input.next();
        agreement.add(new Agreement.Proposed(input.record(), next, peer.nowMillis()));
        if (next != null) {
            peer.proposeMembership(next);
        }
        peer.log().append(input.record(), effects);
        var proposal = new Proposal(input.record());
        for (var learner : learners.values()) {
            if (learner.hasReached(Stage.FORWARDED) && !learner.isObserver()) {
                effects.send(learner.link, proposal);
            }
        }
    }

    @Override
    public void logSynced(long zxid) {
        agreement.ownDiskHas(zxid);
        commitWhatIsDecided();
    }

    @Override
    public void onAck(long link, PeerMessage.Ack message) {
        var learner = learner(link);
        learner.heardUntil(peer.nowMillis() + peer.settings().syncMillis());
        if (!learner.hasReached(Stage.FORWARDED)) {
            effects.disconnect(link, "it acknowledged " + Succession.text(message.zxid()) + " before it was sent any");
        } else if (Succession.counter(message.zxid()) == 0) {
            ackedNewLeader(learner, message.zxid());
        } else if (message.zxid() > lastProposed) {
            effects.disconnect(
                    link, "it acknowledged " + Succession.text(message.zxid()) + ", which was never proposed");
        } else if (!learner.isObserver()) {
            learner.acked(message.zxid());
            commitWhatIsDecided();
        }
    }

    private void ackedNewLeader(LearnerProgress learner, long zxid) {
        if (zxid == Succession.firstOf(epoch) && learner.stage() == Stage.FORWARDED) {
            learner.synced();
            startIfAgreed();
            releaseIfSynced(learner);
        }
    }

    private void commitWhatIsDecided() {
        for (var decided = nextDecided(); decided != null && !peer.hasGivenUp(); decided = nextDecided()) {
            var next = decided.next();
            if (next == null) {
                commit(decided);
            } else {
                commitReconfiguration(decided, next);
            }
        }
    }

    private Agreement.@Nullable Proposed nextDecided() {
        return agreement.takeDecided(peer.membership(), learners.values());
    }

    private void commit(Agreement.Proposed decided) {
        var commit = new PeerMessage.Commit(decided.zxid());
        var inform = new Inform(decided.record());
        for (var learner : learners.values()) {
            if (learner.hasReached(Stage.FORWARDED)) {
                effects.send(learner.link, learner.isObserver() ? inform : commit);
            }
        }
        peer.log().applyNext(effects);
    }

    private void commitReconfiguration(Agreement.Proposed decided, Membership next) {
        long leader = agreement.designatedLeader(peer.membership(), next, learners.values());
        var commit = new CommitAndActivate(decided.zxid(), leader);
        var inform = new InformAndActivate(leader, decided.record());
        for (var learner : learners.values()) {
            if (learner.hasReached(Stage.FORWARDED)) {
                effects.send(learner.link, learner.isObserver() ? inform : commit);
            }
        }
        peer.log().applyNext(effects);
        peer.activate(next);
        if (leader != self()) {
            peer.giveUp("the new configuration is led by server " + leader);
        }
    }

    // ---- who is there

    @Override
    public void tick() {
        long now = peer.nowMillis();
        if (phase != ZabPhase.BROADCAST
                && now - phaseSinceMillis > peer.settings().initMillis()) {
            peer.giveUp("no quorum within initLimit in phase " + phase);
            return;
        }
        for (var learner : List.copyOf(learners.values())) {
            Long waitsSince =
                    learner.stage() == Stage.SYNCED && !learner.isObserver() ? agreement.waitsSince(learner) : null;
            if (learner.isOverdue(now)) {
                drop(learner, learner + " was silent for too long");
            } else if (waitsSince != null && now - waitsSince > peer.settings().syncMillis()) {
                drop(learner, learner + " has not acknowledged a proposal within syncLimit");
            }
        }
        if (now >= pingAtMillis) {
            pingAtMillis = now + Math.max(1, peer.settings().tickMillis() / 2);
            learners.values().stream()
                    .filter(learner -> learner.hasReached(Stage.FORWARDED))
                    .forEach(learner -> effects.send(learner.link, new PeerMessage.Ping(lastProposed, null)));
        }
        if (now >= checkAtMillis) {
            checkAtMillis = now + peer.settings().tickMillis();
            requireQuorum();
        }
    }

    private void requireQuorum() {
        if (phase == ZabPhase.BROADCAST && !isQuorum(server -> server == self() || isSynced(server))) {
            peer.giveUp("only " + syncedServers() + " of the participants are in touch, which is no quorum");
        }
    }

    @Override
    public void linkLost(long link, String reason) {
        var learner = learners.remove(link);
        if (learner != null && learner.hasReached(Stage.SYNCED)) {
            requireQuorum(); // nothing could be decided until somebody comes back; an election is quicker
        }
    }

    private void drop(LearnerProgress learner, String reason) {
        effects.disconnect(learner.link, reason);
        linkLost(learner.link, reason);
    }

    /**
     * While the leader waits for a quorum, voters that elected it may have gone on to a later round: they do not come, and
     * waiting for them keeps them from electing anybody.
     */
    @Override
    public void heard(long from, Notification notification) {
        if (phase == ZabPhase.BROADCAST
                || notification.state() != ServerState.LOOKING
                || notification.electionEpoch() <= electionRound
                || introduced(from) != null) {
            return;
        }
        disloyal.add(from);
        if (!isQuorum(server -> !disloyal.contains(server))) {
            peer.giveUp("servers " + disloyal + " look for another leader, so no quorum will come");
        }
    }

    @Override
    public void progressing(long link) {
        var learner = learners.get(link);
        if (learner != null) {
            learner.heardUntil(peer.nowMillis() + peer.settings().syncMillis());
        }
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
        var learner = learner(link);
        learner.heardUntil(peer.nowMillis() + peer.settings().syncMillis());
        if (phase == ZabPhase.BROADCAST && learner.hasReached(Stage.SYNCED)) {
            effects.add(new ZabEffect.ForCore(link, learner.server(), message));
        } else if (!(message instanceof PeerMessage.Ping)) {
            unexpected(link, message);
        }
    }

    // ---- helpers

    @Override
    boolean hasLink(long link) {
        return learners.containsKey(link);
    }

    private LearnerProgress learner(long link) {
        var learner = learners.get(link);
        if (learner == null) {
            throw new IllegalArgumentException("no learner at link " + link);
        }
        return learner;
    }

    private @Nullable LearnerProgress introduced(long server) {
        for (var learner : learners.values()) {
            if (learner.server() == server && learner.hasReached(Stage.INTRODUCED)) {
                return learner;
            }
        }
        return null;
    }

    private boolean isSynced(long server) {
        var learner = introduced(server);
        return learner != null && learner.stage() == Stage.SYNCED;
    }

    private Set<Long> syncedServers() {
        return learners.values().stream()
                .filter(learner -> learner.stage() == Stage.SYNCED)
                .map(LearnerProgress::server)
                .collect(Collectors.toSet());
    }

    /** Whether the servers that pass decide, by the configuration in force and by the one being decided on. */
    private boolean isQuorum(LongPredicate test) {
        var proposed = peer.proposedMembership();
        return isQuorum(peer.membership(), test) && (proposed == null || isQuorum(proposed, test));
    }

    private static boolean isQuorum(Membership membership, LongPredicate test) {
        var passing = membership.participants().stream().filter(test::test).collect(Collectors.toSet());
        return membership.rule().isQuorum(passing);
    }

    private long self() {
        return peer.settings().self();
    }

    @Override
    public boolean isServing() {
        return phase == ZabPhase.BROADCAST;
    }

    private void enter(ZabPhase next) {
        phase = next;
        phaseSinceMillis = peer.nowMillis();
        if (next != ZabPhase.BROADCAST) {
            roleChanged("");
        }
    }

    private void roleChanged(String reason) {
        effects.add(new ZabEffect.RoleChanged(status(0), reason, ZabEffect.NO_LINK));
    }

    @Override
    public PeerStatus status(long electionMillis) {
        var participants = new ArrayList<Long>();
        var observers = new ArrayList<Long>();
        for (var learner : learners.values()) {
            if (learner.stage() == Stage.SYNCED) {
                (learner.isObserver() ? observers : participants).add(learner.server());
            }
        }
        return new PeerStatus(
                ServerState.LEADING,
                phase,
                self(),
                epoch == 0 ? peer.currentEpoch() : epoch,
                electionMillis,
                syncMillis,
                Set.copyOf(participants),
                Set.copyOf(observers),
                learners.size(),
                lastProposed);
    }
}
