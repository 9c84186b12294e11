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
import java.util.ArrayDeque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The side of a follower or an observer: connects to the leader, is brought to what the epoch begins with, and then logs and
 * applies what the leader says.
 *
 * <p>The order at the end of the synchronisation closes what Apache's server had to learn (ZOOKEEPER-3911, 4643, 4646, 4785):
 * first everything sent before NEWLEADER is on the disk, then the epoch, and only then is it acknowledged.
 */
public final class Learning extends TransactionTaker {
    /** A leader that goes on talking while its snapshot is being loaded is not listened to beyond this. */
    static final int HELD_BACK_MAX = 100_000;

    /** The zxid of a server that has nothing: what a leader answers with a snapshot. */
    private static final long NOTHING = 0;

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

    private final long begunMillis;
    private final ArrayDeque<PeerMessage> heldBack = new ArrayDeque<>(); // came while disk and memory were being loaded
    private Stage stage = Stage.CONNECTING;
    private long link = ZabEffect.NO_LINK;
    private long epoch; // 0 until the leader has said it
    private long heardMillis;
    private long syncMillis;
    private long reloadTo;
    private boolean needsSnapshot; // since a truncation was not possible
    private boolean epochSaveAsked;
    private @Nullable Membership config; // that comes with the epoch

    /** A learner of the server that an election has decided on. */
    public Learning(Peer peer, long leader) {
        super(peer, leader);
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
            effects.disconnect(link, "this server follows no more");
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
        if (stage != Stage.INTRODUCED || epoch != 0) {
            unexpected(from, message);
        } else if (message.epoch() < 0 || message.epoch() > Succession.EPOCH_MAX) {
            peer.giveUp("server " + leader + " wants to lead epoch " + message.epoch() + ", of which there is none");
        } else if (message.epoch() < promised()) {
            peer.giveUp("server " + leader + " wants to lead epoch " + message.epoch() + ", but epoch " + promised()
                    + " has been promised");
        } else if (message.epoch() <= peer.acceptedEpoch()) {
            epoch = message.epoch();
            promise(AckEpoch.PROMISED_BEFORE);
        } else {
            epoch = message.epoch();
            peer.saveEpoch(EpochKind.ACCEPTED, epoch);
        }
    }

    /**
     * No earlier epoch is followed. What a server without a vote has promised counted for nobody; if that epoch has not come about, it
     * would wait for one above, which no leader begins for its sake.
     */
    private long promised() {
        return peer.hasVote() ? peer.acceptedEpoch() : peer.currentEpoch();
    }

    private void promise(int currentEpoch) {
        stage = Stage.PROMISED;
        boolean wantsSnapshot = needsSnapshot && currentEpoch == AckEpoch.PROMISED_BEFORE;
        effects.send(link, new AckEpoch(wantsSnapshot ? NOTHING : peer.lastLogged(), currentEpoch));
    }

    @Override
    public void epochSaved(EpochKind kind, long saved) {
        if (kind == EpochKind.ACCEPTED) {
            promise((int) peer.currentEpoch());
        } else {
            stage = Stage.ACKNOWLEDGED;
            heardMillis = peer.nowMillis();
            effects.send(link, new Ack(Succession.firstOf(epoch)));
        }
    }

    // ---- synchronisation

    @Override
    public void onDiff(long from, PeerMessage.Diff message) {
        if (beginSync(from, message)) {
            intake.startAfterLastLogged();
        }
    }

    @Override
    public void onTrunc(long from, PeerMessage.Trunc message) {
        if (!beginSync(from, message)) {
            return;
        }
        if (message.zxid() > peer.lastLogged()) {
            peer.giveUp("the leader wants this server to go back to " + Succession.text(message.zxid())
                    + ", but its log ends with " + Succession.text(peer.lastLogged()));
            return;
        }
        reload(message.zxid(), new ZabEffect.Truncate(message.zxid()));
    }

    @Override
    public void onSnap(long from, PeerMessage.Snap message) {
        beginSync(from, message); // the snapshot itself follows
    }

    @Override
    public void snapshotArrived(long from, long zxid) {
        if (from == link && stage == Stage.SYNCING) {
            heardMillis = peer.nowMillis();
            reload(zxid, new ZabEffect.InstallSnapshot(from, zxid));
        }
    }

    private void reload(long zxid, ZabEffect how) {
        reloadTo = zxid;
        peer.reload(how);
    }

    private boolean beginSync(long from, PeerMessage message) {
        if (stage != Stage.PROMISED) {
            unexpected(from, message);
            return false;
        }
        enter(Stage.SYNCING, "the leader sends " + message.getClass().getSimpleName());
        return true;
    }

    @Override
    public void reloaded() {
        heardMillis = peer.nowMillis();
        if (peer.lastLogged() > reloadTo) {
            connectForSnapshot();
            return;
        }
        if (peer.lastLogged() != reloadTo) {
            // What there is now is a beginning of this server's own history: the leader decides anew from there.
            peer.giveUp("this server was to go to " + Succession.text(reloadTo) + ", but could only go to "
                    + Succession.text(peer.lastLogged()));
            return;
        }
        intake.startAfterLastLogged();
        while (!heldBack.isEmpty() && !peer.isReloading() && !peer.hasGivenUp()) {
            heldBack.remove().deliverTo(this, link);
        }
    }

    /**
     * The disk has nothing to go back from, as after a snapshot of a leader that was not followed for long. What there is may
     * be needed by others until it is replaced, so it is kept, and the same leader is asked for its own snapshot. It has this
     * server's honest promise already; only a repeated one, which does not count, may say that there is nothing.
     */
    private void connectForSnapshot() {
        needsSnapshot = true;
        heldBack.clear();
        effects.disconnect(link, "this server needs a snapshot to go back to " + Succession.text(reloadTo));
        link = ZabEffect.NO_LINK;
        epoch = 0;
        enter(Stage.CONNECTING, "a snapshot is needed");
        effects.add(new ZabEffect.ConnectToLeader(leader));
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
            rememberConfig(message.config());
            intake.hold();
            stage = Stage.PERSISTING;
            saveEpochWhenDurable();
        }
    }

    /** It is in force once the epoch has begun; until then both it and the one before decide. */
    private void rememberConfig(@Nullable String text) {
        config = text == null || text.isEmpty() ? null : Reconfigurations.read(text, "NEWLEADER", peer);
        if (config != null) {
            peer.proposeMembership(config);
        }
    }

    private void saveEpochWhenDurable() {
        if (stage == Stage.PERSISTING
                && !epochSaveAsked
                && !peer.hasGivenUp()
                && peer.log().isSynced()) {
            epochSaveAsked = true;
            peer.saveEpoch(EpochKind.CURRENT, epoch);
        }
    }

    @Override
    public void onUpToDate(long from, PeerMessage.UpToDate message) {
        if (stage != Stage.ACKNOWLEDGED) {
            peer.giveUp("the leader says UPTODATE before this server has acknowledged its epoch with NEWLEADER; leaders"
                    + " before 3.4 do so, and cannot be followed");
            return;
        }
        syncMillis = peer.nowMillis() - begunMillis;
        if (config != null) {
            peer.activate(config);
        }
        effects.send(link, new Ack(Succession.firstOf(epoch))); // learners say it twice
        if (peer.observes() != observer) {
            peer.giveUpFor(leader, "this server's role in the configuration of epoch " + epoch + " is another one");
            return;
        }
        enter(Stage.SERVING, "synchronised with server " + leader);
        intake.goLive();
    }

    @Override
    boolean isTakingTransactions() {
        return stage.compareTo(Stage.SYNCING) >= 0;
    }

    @Override
    public void logSynced(long zxid) {
        saveEpochWhenDurable();
        if (link != ZabEffect.NO_LINK) {
            intake.logSynced(zxid, link);
        }
    }

    // ---- the leader is there, or not

    @Override
    public void tick() {
        long silentMillis = peer.nowMillis() - heardMillis;
        if (silentMillis > patienceMillis() && !isBusyItself()) {
            peer.giveUp("leader " + leader + " was silent for " + silentMillis + " ms in stage " + stage);
        }
    }

    /** A leader that waits for a quorum has nothing to say; some send pings then, some do not. */
    private long patienceMillis() {
        return stage == Stage.SERVING
                ? peer.settings().syncMillis()
                : Math.max(peer.settings().initMillis(), peer.settings().syncMillis());
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
        if (stage.compareTo(Stage.ACKNOWLEDGED) < 0) {
            return; // Apache's leader lets go of a learner whose first word after NEWLEADER is not its acknowledgement.
        }
        effects.add(new ZabEffect.ForCore(from, leader, message));
    }

    // ---- helpers

    @Override
    public boolean isServing() {
        return stage == Stage.SERVING;
    }

    private void enter(Stage next, String reason) {
        stage = next;
        effects.add(new ZabEffect.RoleChanged(status(), reason, link));
    }

    private ZabPhase phase() {
        if (stage == Stage.SERVING) {
            return ZabPhase.BROADCAST;
        }
        return stage.compareTo(Stage.SYNCING) >= 0 ? ZabPhase.SYNCHRONIZATION : ZabPhase.DISCOVERY;
    }

    @Override
    public PeerStatus status() {
        return new PeerStatus(
                observer ? ServerState.OBSERVING : ServerState.FOLLOWING,
                phase(),
                leader,
                epoch == 0 ? peer.currentEpoch() : epoch,
                peer.electionMillis(),
                syncMillis,
                Set.of(),
                Set.of(),
                0,
                intake.lastProposed());
    }
}
