/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.members;
import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;

/** A leader, server 3 of three with an observer 4, with a history that ends with the third transaction of epoch 1. */
abstract class LeaderUnderTest {
    static final int VERSION = PeerMessage.PROTOCOL_VERSION;
    static final long SYNC_MILLIS = (long) ScriptedPeer.SYNC_LIMIT * ScriptedPeer.TICK_MILLIS;

    ScriptedPeer leader = of(ScriptedPeer.settings(3));

    static ScriptedPeer of(PeerSettings settings) {
        return new ScriptedPeer(settings, members(3), null, new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3)));
    }

    ScriptedPeer elected() {
        return leader.start().isElectedBy(1, 2);
    }

    ScriptedPeer links(long link, long server, long acceptedEpoch) {
        leader.tell(new ZabInput.LearnerLinked(link));
        return leader.receives(link, new LearnerInfo(server == 4, acceptedEpoch, server, VERSION, 0));
    }

    /** A learner that has all that the leader has promises epoch 2. */
    ScriptedPeer promises(long link) {
        return leader.receives(link, new AckEpoch(zxid(1, 3), 1));
    }

    /** Server 1 is at link 10, and epoch 2 is promised but not begun. */
    ScriptedPeer synchronising() {
        elected().withFastDisk();
        links(10, 1, 1);
        return promises(10);
    }

    ScriptedPeer serving() {
        return synchronising().receives(10, new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
    }

    /** A server comes to a leader that serves. */
    ScriptedPeer joins(long link, long server) {
        links(link, server, 1);
        return promises(link).receives(link, new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
    }

    ScriptedPeer proposes(long counter) {
        return leader.tell(new ZabInput.Propose(txn(2, counter), null));
    }
}
