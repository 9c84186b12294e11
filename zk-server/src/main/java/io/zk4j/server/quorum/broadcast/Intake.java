/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a learner makes of the transactions that its leader sends: when each is logged, acknowledged and applied.
 *
 * <p>While the learner is brought up to date, what is committed is logged and applied as it comes. From NEWLEADER on nothing
 * is touched: it does not belong to what the epoch begins with, and what is not committed must not be taken for it
 * (ZOOKEEPER-4394). Once the leader has begun the epoch everything is logged, acknowledged when it is on the disk, and
 * applied when it is committed, whichever comes first.
 */
final class Intake {
    private enum Mode {
        CATCHING_UP,
        WAITING,
        LIVE
    }

    private final Peer peer;
    private final Effects effects;
    private final boolean observer;
    private final long leader;
    private final IncomingStream incoming = new IncomingStream();
    private final ArrayDeque<Long> unacknowledged = new ArrayDeque<>(); // proposals that are logged, oldest first
    private Mode mode = Mode.CATCHING_UP;

    Intake(Peer peer, boolean observer, long leader) {
        this.peer = peer;
        this.effects = peer.effects();
        this.observer = observer;
        this.leader = leader;
    }

    /** The stream goes on behind what this server has. */
    void startAfterLastLogged() {
        incoming.startAfter(peer.lastLogged());
    }

    /** The last transaction that the leader sent. */
    long lastProposed() {
        return incoming.last();
    }

    /** All that the epoch begins with has come. */
    void hold() {
        mode = Mode.WAITING;
    }

    /** The leader has begun the epoch. */
    void goLive() {
        mode = Mode.LIVE;
        take();
    }

    void proposed(TxnRecord record) {
        var wrong = incoming.propose(record);
        if (wrong == null && peer.log().unapplied() >= IncomingStream.PROPOSALS_MAX) {
            wrong = "the leader has not committed any of the last " + IncomingStream.PROPOSALS_MAX + " proposals";
        }
        if (wrong != null) {
            peer.giveUp(wrong);
        } else {
            take();
        }
    }

    /** A commit; {@code designated} leads from then on, if a reconfiguration comes into force. */
    void committed(long zxid, @Nullable Long designated) {
        if (mode == Mode.LIVE) {
            applyLogged(zxid, designated);
            return;
        }
        var wrong = incoming.commit(zxid, designated);
        if (wrong != null) {
            peer.giveUp(wrong);
        } else {
            take();
        }
    }

    /** A transaction that is committed already, for an observer. */
    void informed(TxnRecord record, @Nullable Long designated) {
        proposed(record);
        if (!peer.hasGivenUp()) {
            committed(record.zxid(), designated);
        }
    }

    private void applyLogged(long zxid, @Nullable Long designated) {
        if (peer.log().nextToApply() != zxid) {
            peer.giveUp("the leader committed " + Succession.text(zxid) + ", but the oldest proposal is "
                    + Succession.text(peer.log().nextToApply()));
            return;
        }
        peer.log().applyNext(effects);
        activate(designated);
    }

    private void take() {
        if (mode == Mode.WAITING) {
            return;
        }
        for (var next = incoming.pollDecided(); next != null && !peer.hasGivenUp(); next = incoming.pollDecided()) {
            append(next.record());
            peer.log().applyNext(effects);
            activate(next.leader());
        }
        if (mode == Mode.LIVE) {
            for (var next = incoming.pollOpen(); next != null && !peer.hasGivenUp(); next = incoming.pollOpen()) {
                append(next);
            }
        }
    }

    private void append(TxnRecord record) {
        rememberConfig(record); // before it is in the log: who has the one must not lack the other after a crash
        peer.log().append(record, effects);
        if (mode == Mode.LIVE && !observer) {
            unacknowledged.add(record.zxid());
        }
    }

    /** This server's log holds everything up to {@code zxid}. */
    void logSynced(long zxid, long link) {
        while (!unacknowledged.isEmpty() && unacknowledged.element() <= zxid) {
            effects.send(link, new Ack(unacknowledged.remove()));
        }
    }

    private void rememberConfig(TxnRecord record) {
        var next = Reconfigurations.in(record, peer);
        if (next != null) {
            peer.proposeMembership(next);
        }
    }

    private void activate(@Nullable Long designated) {
        var next = peer.proposedMembership();
        if (designated == null || next == null) {
            return;
        }
        peer.activate(next);
        if (designated != leader) {
            peer.giveUpFor(designated, "the new configuration is led by server " + designated);
        } else if (peer.observes() != observer) {
            peer.giveUpFor(leader, "this server's role in the new configuration is another one");
        }
    }
}
