/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import static io.zk4j.server.quorum.election.Voter.ensemble;
import static io.zk4j.server.quorum.election.Voter.vote;
import static io.zk4j.server.quorum.message.ServerState.FOLLOWING;
import static io.zk4j.server.quorum.message.ServerState.LEADING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Server 1 of three follows server 3, which is gone; server 2 notices that a moment earlier and has the better vote. */
class EarlyVotesTest {
    private static final long ZXID = 0x200000005L;
    private static final Vote OLD = vote(3, ZXID, 1, 2);
    private static final Vote BETTER = vote(2, ZXID, 2, 2);

    private final Voter voter = new Voter(1, ensemble(3))
            .look(ZXID, 2)
            .hears(2, FOLLOWING, OLD)
            .hears(3, LEADING, OLD)
            .settled(2)
            .down(3);

    @Test
    void isToldOfTheOldDecisionAndHeardAsSoonAsThisServerLooksToo() {
        voter.hears(2, BETTER);
        assertThat(voter.sentTo()).containsExactly(2L);
        assertThat(voter.votesSent()).containsExactly(OLD);

        voter.left().look(ZXID, 2);
        assertThat(voter.decided()).isEqualTo(BETTER); // nobody else is up
    }

    @Test
    void whatWasSaidLongAgoDoesNotCount() {
        voter.hears(2, BETTER).passes(EarlyVotes.MILLIS_MAX + 1).left().look(ZXID, 2);

        assertThat(voter.decided()).isNull();
    }

    @Test
    void whatWasSaidInAnEarlierRoundDoesNotCount() {
        voter.hears(2, vote(2, ZXID, 1, 2)).left().look(ZXID, 2);

        assertThat(voter.decided()).isNull();
    }

    @Test
    void whoWentDownSinceDoesNotCount() {
        voter.hears(2, BETTER).down(2).left().look(ZXID, 2);

        assertThat(voter.decided()).isNull();
    }

    @Test
    void whoFollowsSomebodySinceDoesNotCount() {
        voter.hears(2, BETTER).hears(2, FOLLOWING, OLD).left().look(ZXID, 2);

        assertThat(voter.decided()).isNull();
    }
}
