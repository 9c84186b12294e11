/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The side of a follower or an observer: connects to the leader, is brought to what the epoch begins with, and then logs and
 * applies what the leader says.
 *
 * <p>The order at the end of the synchronisation closes what Apache's server had to learn (ZOOKEEPER-3911, 4643, 4646, 4785):
 * first everything sent before NEWLEADER is on the disk, then the epoch, and only then is it acknowledged. Committed
 * transactions are logged and applied as they come; those without a commit are logged once the leader has begun the epoch
 * (ZOOKEEPER-4394).
 */
public final class Learning extends Role {
    /** A leader that goes on talking while its snapshot is being loaded is not listened to beyond this. */
    static final int HELD_BACK_MAX = 200_000;

    /** How far this learner has come. */
    private enum Stage {
        CONNECTING,
        /** Waits for the number of the epoch. */
        INTRODUCED,
        /** Has promised to take part in no earlier epoch. */
        PROMISED,
        /** Is being sent what it lacks. */
        SYNCING,
        /** Has it all and brings it to the disk. */
        PERSISTING,
        /** Has acknowledged it, and waits for the leader to begin. */
        ACKNOWLEDGED,
        SERVING
    }

    private final long leader;
    private final boolean observer;
    private final long begunMillis;
    private final IncomingStream incoming = new IncomingStream();
    private final ArrayDeque<PeerMessage> heldBack = new ArrayDeque<>(); // came while disk and memory were being loaded
    private final ArrayDeque<Long> unacknowledged = new ArrayDeque<>(); // live proposals that are logged
    private Stage stage = Stage.CONNECTING;
    private long link = ZabEffect.NO_LINK;
    private long epoch;
    private long heardMillis;
    private long syncMillis;
    private long lastProposed;
    private boolean epochSaveAsked;
    private @Nullable Membership config; // that comes with the epoch

    /** A learner of the server that an election has decided on. */
    public Learning(Peer peer, long leader) {
        super(peer);
        this.leader = leader;
        this.observer = !peer.membership().isParticipant(peer.settings().self());
        this.begunMillis = peer.nowMillis();
        this.heardMillis = begunMillis;
    }

    @Override
    public void begin() {
        effects.add(new ZabEffect.ConnectToLeader(leader));
    }

    @Override
    public void end() {
        if (link != ZabEffect.NO_LINK) {
            effects.disconnect(link, "this server looks for a leader");
            link = ZabEffect.NO_LINK;
        }
    }

    // ---- discovery

    @Override
    public void leaderLinked(long newLink, long server) {
        if (stage != Stage.CONNECTING || server != leader) {
            effects.disconnect(newLink, "the connection that is wanted is one to server " + leader + ", and only one");
            return;
        }
        link = newLink;
        stage = Stage.INTRODUCED;
        heardMillis = peer.nowMillis();
        effects.send(
                link,
                new LearnerInfo(
                        observer,
                        peer.acceptedEpoch(),
                        peer.settings().self(),
                        PeerMessage.PROTOCOL_VERSION,
                        peer.membership().version()));
    }

    @Override
    public void leaderUnreachable(long server, String reason) {
        if (stage == Stage.CONNECTING && server == leader) {
            peer.giveUp("server " + leader + ", which should lead, cannot be reached: " + reason);
        }
    }

    @Override
    public void onLeaderInfo(long from, PeerMessage.LeaderInfo message) {
        if (stage != Stage.INTRODUCED) {
            unexpected(from, message);
        } else if (message.epoch() < peer.acceptedEpoch()) {
            peer.giveUp("server " + leader + " wants to lead epoch " + message.epoch() + ", but epoch "
                    + peer.acceptedEpoch() + " has been promised");
        } else if (message.epoch() == peer.acceptedEpoch()) {
            epoch = message.epoch();
            promise(AckEpoch.PROMISED_BEFORE);
        } else {
            epoch = message.epoch();
            peer.saveEpoch(EpochKind.ACCEPTED, epoch);
        }
    }

    private void promise(int currentEpoch) {
        stage = Stage.PROMISED;
        effects.send(link, new AckEpoch(peer.lastLogged(), currentEpoch));
    }

    @Override
    public void epochSaved(EpochKind kind, long saved) {
        if (kind == EpochKind.ACCEPTED) {
            promise((int) peer.currentEpoch());
        } else {
            stage = Stage.ACKNOWLEDGED;
            effects.send(link, new Ack(Succession.firstOf(epoch)));
        }
    }

    // ---- synchronisation

    @Override
    public void onDiff(long from, PeerMessage.Diff message) {
        if (beginSync(from, message)) {
            incoming.startAfter(peer.lastLogged());
        }
    }

    @Override
    public void onTrunc(long from, PeerMessage.Trunc message) {
        if (beginSync(from, message)) {
            if (message.zxid() > peer.lastLogged()) {
                peer.giveUp("the leader wants to go back to " + Succession.text(message.zxid())
                        + ", which is not in this server's log");
                return;
            }
            peer.reload(new ZabEffect.Truncate(message.zxid()));
        }
    }

    @Override
    public void onSnap(long from, PeerMessage.Snap message) {
        beginSync(from, message); // the snapshot itself follows
    }

    @Override
    public void snapshotArrived(long from, long zxid) {
        if (from == link && stage == Stage.SYNCING) {
            heardMillis = peer.nowMillis();
            peer.reload(new ZabEffect.InstallSnapshot(from, zxid));
        }
    }

    private boolean beginSync(long from, PeerMessage message) {
        if (stage != Stage.PROMISED) {
            unexpected(from, message);
            return false;
        }
        enter(Stage.SYNCING);
        roleChanged(ZabPhase.SYNCHRONIZATION, message.getClass().getSimpleName());
        return true;
    }

    @Override
    public void reloaded() {
        incoming.startAfter(peer.lastLogged());
        heardMillis = peer.nowMillis();
        while (!heldBack.isEmpty() && !peer.isReloading() && !peer.hasGivenUp()) {
            heldBack.remove().deliverTo(this, link);
        }
    }

    @Override
    public void received(long from, PeerMessage message) {
        if (!hasLink(from)) {
            return;
        }
        heardMillis = peer.nowMillis();
        if (!peer.isReloading()) {
            message.deliverTo(this, from);
        } else if (heldBack.size() < HELD_BACK_MAX) {
            heldBack.add(message);
        } else {
            peer.giveUp("the leader sent more than " + HELD_BACK_MAX + " messages while its snapshot was being loaded");
        }
    }

    @Override
    public void onNewLeader(long from, PeerMessage.NewLeader message) {
        if (stage != Stage.SYNCING) {
            unexpected(from, message);
        } else if (message.zxid() != Succession.firstOf(epoch)) {
            peer.giveUp("the leader announced epoch " + epoch + " and began " + Succession.text(message.zxid()));
        } else {
            config = readConfig(message.config());
            enter(Stage.PERSISTING);
            saveEpochWhenDurable();
        }
    }

    private @Nullable Membership readConfig(@Nullable String text) {
        if (text == null || text.isEmpty() || !peer.settings().reconfigEnabled()) {
            return null;
        }
        try {
            return Membership.parse(text);
        } catch (IllegalArgumentException e) {
            peer.giveUp("the leader's configuration cannot be read: " + e.getMessage());
            return null;
        }
    }

    private void saveEpochWhenDurable() {
        if (stage == Stage.PERSISTING && !epochSaveAsked && peer.log().isSynced()) {
            epochSaveAsked = true;
            peer.saveEpoch(EpochKind.CURRENT, epoch);
        }
    }

    @Override
    public void onUpToDate(long from, PeerMessage.UpToDate message) {
        if (stage != Stage.ACKNOWLEDGED) {
            peer.giveUp("the leader says UPTODATE before this server has acknowledged its epoch; leaders before 3.4 do"
                    + " so, and cannot be followed");
            return;
        }
        enter(Stage.SERVING);
        syncMillis = peer.nowMillis() - begunMillis;
        if (config != null) {
            peer.activate(config);
        }
        effects.send(link, new Ack(Succession.firstOf(epoch))); // Apache's learners say it twice
        roleChanged(ZabPhase.BROADCAST, "synchronised with server " + leader);
        takeIncoming();
    }

    // ---- transactions

    @Override
    public void onProposal(long from, PeerMessage.Proposal message) {
        if (isTakingTransactions(from, message) && isAccepted(incoming.propose(message.record()))) {
            lastProposed = message.record().zxid();
            takeIncoming();
        }
    }

    @Override
    public void onCommit(long from, PeerMessage.Commit message) {
        if (isTakingTransactions(from, message)) {
            commit(message.zxid());
        }
    }

    @Override
    public void onInform(long from, PeerMessage.Inform message) {
        if (isTakingTransactions(from, message) && isAccepted(incoming.propose(message.record()))) {
            lastProposed = message.record().zxid();
            commit(message.record().zxid());
        }
    }

    @Override
    public void onCommitAndActivate(long from, PeerMessage.CommitAndActivate message) {
        if (isTakingTransactions(from, message)) {
            commit(message.zxid());
            activated(message.leader());
        }
    }

    @Override
    public void onInformAndActivate(long from, PeerMessage.InformAndActivate message) {
        if (isTakingTransactions(from, message) && isAccepted(incoming.propose(message.record()))) {
            rememberConfig(message.record());
            commit(message.record().zxid());
            activated(message.leader());
        }
    }

    private boolean isTakingTransactions(long from, PeerMessage message) {
        if (stage.compareTo(Stage.SYNCING) < 0) {
            unexpected(from, message);
            return false;
        }
        return true;
    }

    private boolean isAccepted(@Nullable String wrong) {
        if (wrong != null) {
            peer.giveUp(wrong);
        }
        return wrong == null;
    }

    private void commit(long zxid) {
        if (stage == Stage.SERVING && incoming.isEmpty()) {
            if (peer.log().nextToApply() != zxid) {
                peer.giveUp("the leader committed " + Succession.text(zxid) + ", but the oldest proposal is "
                        + Succession.text(peer.log().nextToApply()));
                return;
            }
            peer.log().applyNext(effects);
        } else if (isAccepted(incoming.commit(zxid))) {
            takeIncoming();
        }
    }

    /**
     * Logs and applies what may be: before NEWLEADER what is committed; then nothing, as it does not belong to what the epoch
     * begins with; once the leader has begun, everything.
     */
    private void takeIncoming() {
        boolean live = stage == Stage.SERVING;
        while (!incoming.isEmpty() && (live || (stage == Stage.SYNCING && incoming.hasCommitted()))) {
            boolean committed = incoming.hasCommitted();
            var record = incoming.take();
            peer.log().append(record, effects);
            if (live) {
                if (!observer) {
                    unacknowledged.add(record.zxid());
                }
                rememberConfig(record);
            }
            if (committed) {
                peer.log().applyNext(effects);
            }
        }
    }

    @Override
    public void logSynced(long zxid) {
        saveEpochWhenDurable();
        while (!unacknowledged.isEmpty() && unacknowledged.element() <= zxid && link != ZabEffect.NO_LINK) {
            effects.send(link, new Ack(unacknowledged.remove()));
        }
    }

    // ---- reconfiguration

    private void rememberConfig(TxnRecord record) {
        if (peer.settings().reconfigEnabled() && Reconfigurations.isOne(record)) {
            var next = readConfig(Reconfigurations.text((SetDataTxn) record.txn()));
            if (next != null) {
                peer.proposeMembership(next);
            }
        }
    }

    private void activated(long designatedLeader) {
        var next = peer.proposedMembership();
        if (next == null || peer.hasGivenUp()) {
            return;
        }
        boolean wasVoting = !observer;
        peer.activate(next);
        boolean isVoting = next.isParticipant(peer.settings().self());
        if (designatedLeader != leader) {
            peer.giveUp("the new configuration is led by server " + designatedLeader);
        } else if (wasVoting != isVoting) {
            peer.giveUp("this server's role in the new configuration is another one");
        }
    }

    // ---- the leader is there, or not

    @Override
    public void tick() {
        long silentMillis = peer.nowMillis() - heardMillis;
        long limit = stage.compareTo(Stage.ACKNOWLEDGED) < 0
                ? peer.settings().initMillis()
                : peer.settings().syncMillis();
        if (silentMillis
                        > Math.max(
                                limit,
                                stage == Stage.ACKNOWLEDGED ? peer.settings().initMillis() : 0)
                && !isBusyItself()) {
            peer.giveUp("leader " + leader + " was silent for " + silentMillis + " ms in stage " + stage);
        }
    }

    /** While this server's own disk is at work, the leader has nothing to say. */
    private boolean isBusyItself() {
        return peer.isReloading() || stage == Stage.PERSISTING;
    }

    @Override
    public void progressing(long from) {
        if (from == link) {
            heardMillis = peer.nowMillis();
        }
    }

    @Override
    public void linkLost(long lost, String reason) {
        if (lost == link) {
            link = ZabEffect.NO_LINK;
            peer.giveUp("the connection to leader " + leader + " is gone: " + reason);
        }
    }

    @Override
    void unexpected(long from, PeerMessage message) {
        peer.giveUp("leader " + leader + " sent what does not belong in stage " + stage + ": " + message);
    }

    @Override
    boolean hasLink(long which) {
        return which == link;
    }

    // ---- what is the core's

    @Override
    public void onPing(long from, PeerMessage.Ping message) {
        effects.add(new ZabEffect.ForCore(from, leader, message));
    }

    @Override
    public void onRevalidated(long from, PeerMessage.Revalidated message) {
        effects.add(new ZabEffect.ForCore(from, leader, message));
    }

    @Override
    public void onSyncDone(long from, PeerMessage.SyncDone message) {
        effects.add(new ZabEffect.ForCore(from, leader, message));
    }

    // ---- helpers

    @Override
    public boolean isServing() {
        return stage == Stage.SERVING;
    }

    private void enter(Stage next) {
        stage = next;
    }

    private void roleChanged(ZabPhase phase, String reason) {
        effects.add(new ZabEffect.RoleChanged(status(phase, 0), reason, link));
    }

    @Override
    public PeerStatus status(long electionMillis) {
        var phase = stage == Stage.SERVING
                ? ZabPhase.BROADCAST
                : stage.compareTo(Stage.SYNCING) >= 0 ? ZabPhase.SYNCHRONIZATION : ZabPhase.DISCOVERY;
        return status(phase, electionMillis);
    }

    private PeerStatus status(ZabPhase phase, long electionMillis) {
        return new PeerStatus(
                observer ? ServerState.OBSERVING : ServerState.FOLLOWING,
                phase,
                leader,
                epoch == 0 ? peer.currentEpoch() : epoch,
                electionMillis,
                syncMillis,
                Set.of(),
                Set.of(),
                0,
                lastProposed);
    }
}
