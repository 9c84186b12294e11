/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.zxid;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabEffect.Append;
import io.zk4j.server.quorum.broadcast.ZabEffect.Apply;
import io.zk4j.server.quorum.broadcast.ZabEffect.Disconnect;
import io.zk4j.server.quorum.broadcast.ZabEffect.RoleChanged;
import io.zk4j.server.quorum.broadcast.ZabEffect.SaveEpoch;
import io.zk4j.server.quorum.broadcast.ZabEffect.Send;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.election.ElectionTimes;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A peer whose world is a script: the test says what happens, and looks at what the peer wants done.
 *
 * <p>The disk takes its time: what is to be logged or saved is durable when the test says so, or at once if it asked for that.
 */
final class ScriptedPeer {
    static final int TICK_MILLIS = 100;
    static final int INIT_LIMIT = 10;
    static final int SYNC_LIMIT = 5;

    final ZabPeer peer;
    final long self;
    private final Membership members;
    private final List<ZabEffect> wanted = new ArrayList<>();
    private final Deque<ZabInput> disk = new ArrayDeque<>(); // what becomes durable next
    private boolean diskIsFast;
    private long nowMillis = 1000;

    ScriptedPeer(PeerSettings settings, Membership members, @Nullable Membership lastSeen, Durable durable) {
        this.self = settings.self();
        this.members = members;
        this.peer = new ZabPeer(settings, ElectionTimes.DEFAULT, members, lastSeen, durable);
    }

    static ScriptedPeer of(long self, Membership members, Durable durable) {
        return new ScriptedPeer(settings(self), members, null, durable);
    }

    static PeerSettings settings(long self) {
        return new PeerSettings(self, TICK_MILLIS, INIT_LIMIT, SYNC_LIMIT, 500, 0.33, false, false);
    }

    static PeerSettings reconfigurable(long self) {
        return new PeerSettings(self, TICK_MILLIS, INIT_LIMIT, SYNC_LIMIT, 500, 0.33, false, true);
    }

    /** Whatever is to be durable is so at once. */
    ScriptedPeer withFastDisk() {
        diskIsFast = true;
        return this;
    }

    ScriptedPeer withSlowDisk() {
        diskIsFast = false;
        return this;
    }

    ScriptedPeer start() {
        return tell(new ZabInput.Start(nowMillis));
    }

    ScriptedPeer tell(ZabInput input) {
        for (var effect : peer.step(input)) {
            wanted.add(effect);
            if (effect instanceof Append append) {
                disk.add(new ZabInput.LogSynced(append.record().zxid()));
            } else if (effect instanceof SaveEpoch save) {
                disk.add(new ZabInput.EpochSaved(save.kind(), save.epoch()));
            }
        }
        return diskIsFast ? diskCatchesUp() : this;
    }

    ScriptedPeer receives(long link, PeerMessage... messages) {
        for (var message : messages) {
            tell(new ZabInput.Received(link, message));
        }
        return this;
    }

    /** Everything that was to be durable is so now. */
    ScriptedPeer diskCatchesUp() {
        for (var input = disk.poll(); input != null; input = disk.poll()) {
            tell(input);
        }
        return this;
    }

    /** The oldest thing that was to be durable is so now. */
    ScriptedPeer diskTakesOne() {
        return tell(disk.remove());
    }

    boolean diskIsIdle() {
        return disk.isEmpty();
    }

    /** Time passes in one go. */
    ScriptedPeer passes(long millis) {
        nowMillis += millis;
        return tell(new ZabInput.Tick(nowMillis));
    }

    // ---- elections

    /** The others are for this server, and say so. */
    ScriptedPeer isElectedBy(long... voters) {
        for (long voter : voters) {
            hears(voter, ServerState.LOOKING, self, round(), peer.status().epoch());
        }
        return isLooking() ? passes(ElectionTimes.DEFAULT.finalizeMillis()) : this;
    }

    /** Servers that follow, and the leader itself, say who leads. */
    ScriptedPeer isToldOf(long leader, long epoch, long... followers) {
        for (long follower : followers) {
            hears(follower, ServerState.FOLLOWING, leader, round(), epoch);
        }
        return hears(leader, ServerState.LEADING, leader, round(), epoch);
    }

    ScriptedPeer hears(long from, ServerState state, long leader, long round, long epoch) {
        long last = leader == self ? lastVote().zxid() : zxid(epoch, 0);
        return tell(new ZabInput.Heard(from, Notification.of(state, leader, last, round, epoch, members.text())));
    }

    long round() {
        return lastVote().electionEpoch();
    }

    private Notification lastVote() {
        Notification last = null;
        for (var effect : wanted) {
            if (effect instanceof ZabEffect.Notify notify) {
                last = notify.notification();
            }
        }
        if (last == null) {
            throw new AssertionError("the peer has not voted");
        }
        return last;
    }

    // ---- what it wants

    /** The effects of a kind, oldest first, since the beginning. */
    <T extends ZabEffect> List<T> wanted(Class<T> kind) {
        return wanted.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<ZabEffect> wanted() {
        return wanted;
    }

    /** What was sent on a link, oldest first. */
    List<PeerMessage> sent(long link) {
        return wanted(Send.class).stream()
                .filter(send -> send.link() == link)
                .map(Send::message)
                .toList();
    }

    /** What was sent on a link behind the first {@code skipped} messages. */
    List<PeerMessage> sentAfter(int skipped, long link) {
        var all = sent(link);
        return all.subList(Math.min(skipped, all.size()), all.size());
    }

    List<TxnRecord> logged() {
        return wanted(Append.class).stream().map(Append::record).toList();
    }

    List<TxnRecord> applied() {
        return wanted(Apply.class).stream().map(Apply::record).toList();
    }

    /** Why a link was closed; null if it was not. */
    @Nullable
    String closed(long link) {
        return wanted(Disconnect.class).stream()
                .filter(effect -> effect.link() == link)
                .map(Disconnect::reason)
                .findFirst()
                .orElse(null);
    }

    /** The last reason for a change of role. */
    String reason() {
        var changes = wanted(RoleChanged.class);
        return changes.get(changes.size() - 1).reason();
    }

    PeerStatus status() {
        return peer.status();
    }

    boolean isLooking() {
        return status().phase() == ZabPhase.ELECTION;
    }
}
