/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import static io.zk4j.server.quorum.broadcast.Histories.members;
import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of an epoch's numbers. */
class BroadcastingTest {
    private final Peer peer = new Peer(
            new PeerSettings(1, 100, 10, 5, 500, 0.33, false, false),
            members(1),
            null,
            new Durable(zxid(2, 0xffff_fffdL), 2, 2, List.of()));
    private final Broadcasting broadcasting = new Broadcasting(peer, new Learners(peer.effects()), new Agreement(1));

    /** The last number of an epoch is never used: Apache's servers take it for the end as well. */
    @Test
    void aNewEpochIsNeededBeforeTheLastNumberIsUsed() {
        broadcasting.begin(zxid(2, 0xffff_fffdL));
        broadcasting.propose(new ZabInput.Propose(txn(2, 0xffff_fffeL), null));
        assertThat(peer.hasGivenUp()).isFalse();
        assertThat(peer.takeEffects()).containsExactly(new ZabEffect.Append(txn(2, 0xffff_fffeL)));

        broadcasting.propose(new ZabInput.Propose(txn(2, 0xffff_ffffL), null));
        assertThat(peer.hasGivenUp()).isTrue();
        assertThat(peer.takeEffects()).isEmpty();
        assertThat(broadcasting.lastProposed()).isEqualTo(zxid(2, 0xffff_fffeL));
    }
}
