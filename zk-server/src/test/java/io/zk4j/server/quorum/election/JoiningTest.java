/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import static io.zk4j.server.quorum.election.Voter.ensemble;
import static io.zk4j.server.quorum.election.Voter.vote;
import static io.zk4j.server.quorum.message.ServerState.FOLLOWING;
import static io.zk4j.server.quorum.message.ServerState.LEADING;
import static io.zk4j.server.quorum.message.ServerState.LOOKING;
import static io.zk4j.server.quorum.message.ServerState.OBSERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.server.quorum.message.Notification;
import org.junit.jupiter.api.Test;

/** A server that comes late: it hears the decision of others, and others hear its own. */
class JoiningTest {
    private static final long ZXID = 0x200000005L;
    private static final Vote OWN = vote(2, ZXID, 1, 2);
    private static final Vote LED_BY_THREE = vote(3, ZXID, 4, 3);

    private final Voter voter = new Voter(2, ensemble(3));

    @Test
    void aLeaderThatAQuorumFollowsIsJoinedInItsRound() {
        voter.look(ZXID, 2).hears(1, FOLLOWING, LED_BY_THREE);
        assertThat(voter.decided()).isNull();

        voter.hears(3, LEADING, LED_BY_THREE);
        assertThat(voter.decided()).isEqualTo(LED_BY_THREE);
        assertThat(voter.state()).isEqualTo(FOLLOWING);
        assertThat(voter.round()).isEqualTo(4);
    }

    @Test
    void whoDoesNotSayItselfThatItLeadsIsNotJoined() {
        var one = new Voter(1, ensemble(5)).look(ZXID, 2);
        one.hears(2, FOLLOWING, LED_BY_THREE).hears(4, FOLLOWING, LED_BY_THREE).hears(5, FOLLOWING, LED_BY_THREE);
        assertThat(one.decided()).isNull();

        assertThat(one.hears(3, LEADING, LED_BY_THREE).decided()).isEqualTo(LED_BY_THREE);
    }

    @Test
    void aLeaderWithoutAQuorumIsNotJoined() {
        var one = new Voter(1, ensemble(5)).look(ZXID, 2);
        one.hears(3, LEADING, LED_BY_THREE).hears(2, FOLLOWING, LED_BY_THREE);

        assertThat(one.passes(100_000).decided()).isNull();
    }

    @Test
    void inTheSameRoundDecisionsCountTogetherWithVotes() {
        var five = new Voter(5, ensemble(5)).look(ZXID - 1, 2);
        var three = vote(3, ZXID, 1, 2);
        five.hears(1, three).hears(3, LEADING, three);

        assertThat(five.decided()).as("server 3's, server 1's and the own vote").isEqualTo(three);
    }

    @Test
    void thoseWhoHaveDecidedAgreeAlsoWithAnotherZxidAndRound() {
        voter.look(ZXID, 2).hears(1, FOLLOWING, vote(3, ZXID - 9, 3, 3)).hears(3, LEADING, LED_BY_THREE);

        assertThat(voter.decided()).isEqualTo(LED_BY_THREE);
    }

    @Test
    void thoseWhoHaveDecidedDoNotAgreeAboutDifferentEpochs() {
        voter.look(ZXID, 2).hears(1, FOLLOWING, vote(3, ZXID, 4, 2)).hears(3, LEADING, LED_BY_THREE);
        assertThat(voter.decided()).isNull();

        assertThat(voter.hears(1, FOLLOWING, LED_BY_THREE).decided()).isEqualTo(LED_BY_THREE);
    }

    @Test
    void theEpochOfAnOldFormIsNotCompared() {
        var old = new Notification(FOLLOWING, 3, ZXID, 4, 0, 0, null);

        voter.look(ZXID, 2).hears(1, old).hears(3, LEADING, LED_BY_THREE);

        assertThat(voter.decided()).isEqualTo(LED_BY_THREE);
    }

    @Test
    void whomAQuorumFollowsLeadsIfItIsTheRoundItIsIn() {
        voter.look(ZXID, 2).hears(1, FOLLOWING, OWN);

        assertThat(voter.decided()).isEqualTo(OWN);
        assertThat(voter.state()).isEqualTo(LEADING);
    }

    @Test
    void whomAQuorumFollowsSinceAnotherRoundDoesNotLead() {
        var five = new Voter(5, ensemble(5)).look(ZXID, 2);
        var before = vote(5, ZXID, 9, 2);
        five.hears(1, FOLLOWING, before).hears(2, FOLLOWING, before).hears(3, FOLLOWING, before);

        assertThat(five.passes(100_000).decided()).isNull();
    }

    @Test
    void anObserversDecisionIsIgnored() {
        voter.look(ZXID, 2).hears(1, OBSERVING, LED_BY_THREE).hears(3, LEADING, LED_BY_THREE);

        assertThat(voter.decided()).isNull();
    }

    @Test
    void whoLooksIsToldTheDecisionAndTheEpochThatHasBegun() {
        voter.look(ZXID, 2).hears(1, OWN).passes(200);
        voter.hears(3, vote(3, ZXID, 1, 2));
        assertThat(voter.sent()).containsExactly(new Outgoing(3, voter.notification(LEADING, OWN)));

        voter.settled(3).hears(3, vote(3, ZXID, 8, 2));
        assertThat(voter.sent()).containsExactly(new Outgoing(3, voter.notification(LEADING, vote(2, ZXID, 1, 3))));
        assertThat(voter.round())
                .as("a later round does not disturb who has decided")
                .isEqualTo(1);
    }

    @Test
    void whoHasDecidedIsNotAnswered() {
        voter.look(ZXID, 2).hears(1, OWN).passes(200).hears(1, FOLLOWING, OWN);

        assertThat(voter.sent()).isEmpty();
    }

    @Test
    void whatIsHeardBetweenTwoRolesIsConsideredInTheNextElection() {
        voter.hears(1, FOLLOWING, LED_BY_THREE).hears(3, LEADING, LED_BY_THREE);
        assertThat(voter.decided()).isNull();

        voter.look(ZXID, 2);
        assertThat(voter.decided()).isEqualTo(LED_BY_THREE);

        voter.settled(3).left();
        assertThat(voter.state()).isEqualTo(LOOKING);
        assertThat(voter.hears(1, vote(1, ZXID, 5, 3)).sent()).isEmpty();
        assertThat(voter.look(ZXID, 3).round()).isEqualTo(5);
    }

    @Test
    void anAppointedLeaderIsTakenWithoutAnElection() {
        voter.look(ZXID, 2).hears(1, OWN).passes(200).settled(3).appointed(1);

        assertThat(voter.decided()).isEqualTo(vote(1, ZXID, 1, 3));
        assertThat(voter.state()).isEqualTo(FOLLOWING);
        assertThat(voter.appointed(2).state()).isEqualTo(LEADING);
    }

    @Test
    void noEpochBeginsWithoutADecision() {
        voter.look(ZXID, 2);

        assertThatThrownBy(() -> voter.settled(3)).isInstanceOf(IllegalStateException.class);
    }
}
