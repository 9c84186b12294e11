/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.members;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;

/** A follower, server 1 of three, with a history that ends with the third transaction of epoch 1. */
abstract class FollowerUnderTest {
    static final long LINK = 7;
    static final int VERSION = PeerMessage.PROTOCOL_VERSION;

    final ScriptedPeer follower = ScriptedPeer.of(1, members(3), new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3)))
            .start();

    ScriptedPeer elected() {
        return follower.isToldOf(3, 1, 2);
    }

    ScriptedPeer linked() {
        return elected().tell(new ZabInput.LeaderLinked(LINK, 3));
    }

    ScriptedPeer promised(long epoch) {
        return linked().receives(LINK, new LeaderInfo(epoch, VERSION)).diskCatchesUp();
    }

    static NewLeader newLeader(long epoch) {
        return new NewLeader(zxid(epoch, 0), "");
    }

    /** Serves in epoch 2, having lacked nothing. */
    ScriptedPeer serving() {
        return promised(2)
                .receives(LINK, new Diff(zxid(1, 3)), newLeader(2))
                .diskCatchesUp()
                .receives(LINK, new UpToDate());
    }
}
