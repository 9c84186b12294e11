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

import io.zk4j.server.quorum.membership.Membership;
import org.junit.jupiter.api.Test;

/** Servers without a vote: observers, strangers, those whose database is missing. */
class OutsidersTest {
    private static final long ZXID = 0x200000005L;
    private static final long NONE = Long.MIN_VALUE;
    private static final Vote OWN = vote(2, ZXID, 1, 2);
    private static final Membership WITH_OBSERVER =
            Membership.parse(Voter.lines(3) + "server.4=h4:2888:3888:observer\n");

    private final Voter voter = new Voter(2, WITH_OBSERVER);
    private final Voter observer = new Voter(4, WITH_OBSERVER);

    @Test
    void anObserverIsAnsweredWithTheCurrentVoteAndDoesNotCount() {
        voter.look(ZXID, 2).hears(4, OWN);

        assertThat(voter.sent()).containsExactly(new Outgoing(4, voter.notification(LOOKING, OWN)));
        assertThat(voter.passes(100_000).decided()).isNull();
    }

    @Test
    void anObserversRoundIsNotFollowed() {
        voter.look(ZXID, 2).hears(4, vote(NONE, NONE, 9, NONE));

        assertThat(voter.round()).isEqualTo(1);
    }

    @Test
    void whileItLooksAVoterTellsAnObserverItsLastDecisionInTheNewRound() {
        voter.look(ZXID, 2).hears(1, OWN).passes(200).settled(3).left();
        voter.look(ZXID + 1, 3).hears(4, vote(NONE, NONE, 2, NONE));

        assertThat(voter.sent()).containsExactly(new Outgoing(4, voter.notification(LOOKING, vote(2, ZXID, 2, 3))));
    }

    @Test
    void aStrangerIsAnsweredLikeAnObserver() {
        voter.look(ZXID, 2).hears(1, OWN).passes(200).hears(77, vote(77, ZXID + 9, 9, 9));

        assertThat(voter.sent()).containsExactly(new Outgoing(77, voter.notification(LEADING, OWN)));
    }

    @Test
    void beforeItsFirstElectionAServerHasNothingToSay() {
        assertThat(voter.hears(4, vote(NONE, NONE, 1, NONE)).sent()).isEmpty();
    }

    @Test
    void aVoteForSomebodyWithoutOneIsIgnored() {
        voter.look(ZXID, 2).hears(1, vote(4, ZXID + 9, 1, 9)).hears(3, vote(77, ZXID + 9, 1, 9));

        assertThat(voter.sent()).isEmpty();
        assertThat(voter.hears(1, FOLLOWING, vote(4, ZXID, 1, 2))
                        .hears(3, FOLLOWING, vote(4, ZXID, 1, 2))
                        .decided())
                .isNull();
    }

    @Test
    void anObserverTellsTheVotersThatItHasNoVote() {
        observer.look(ZXID, 2);

        assertThat(observer.sentTo()).containsExactly(1L, 2L, 3L);
        assertThat(observer.votesSent()).containsExactly(vote(NONE, NONE, 1, NONE));
    }

    @Test
    void anObserverFindsTheLeaderThatAQuorumFollows() {
        var led = vote(3, ZXID, 4, 3);

        observer.look(ZXID, 2).hears(1, FOLLOWING, led).hears(3, LEADING, led);

        assertThat(observer.decided()).isEqualTo(led);
        assertThat(observer.state()).isEqualTo(OBSERVING);
    }

    @Test
    void anObserverFindsTheLeaderThatAQuorumVotesFor() {
        observer.look(ZXID, 2).hears(1, OWN);
        assertThat(observer.votesSent()).containsExactly(OWN);

        assertThat(observer.passes(200).decided())
                .as("its own vote makes no quorum")
                .isNull();
        assertThat(observer.hears(2, OWN).passes(200).decided()).isEqualTo(OWN);
    }

    @Test
    void anObserverDoesNotAnswerAnEarlierRoundSinceThatWouldNeverEnd() {
        observer.look(ZXID, 2).look(ZXID, 2).hears(1, OWN);

        assertThat(observer.sent()).isEmpty();
    }

    @Test
    void whoIsInNoListFollowsTheLeaderThatAQuorumFollowsAndIsNoCandidate() {
        var led = vote(3, ZXID, 4, 3);
        var stranger = new Voter(5, WITH_OBSERVER).look(ZXID + 1, 2);
        assertThat(stranger.votesSent()).containsExactly(vote(NONE, NONE, 1, NONE));

        stranger.hears(1, FOLLOWING, led).hears(3, LEADING, led);

        assertThat(stranger.decided()).isEqualTo(led);
        assertThat(stranger.state()).isEqualTo(FOLLOWING);
    }

    /** Each would answer the other's answer as long as both are up. */
    @Test
    void twoWithoutAVoteDoNotAnswerEachOther() {
        var led = vote(3, ZXID, 4, 3);
        assertThat(observer.look(ZXID, 2).hears(5, vote(NONE, NONE, 1, NONE)).sent())
                .isEmpty();

        observer.hears(1, FOLLOWING, led).hears(3, LEADING, led);
        assertThat(observer.hears(5, FOLLOWING, led).sent()).isEmpty();
        assertThat(observer.hears(5, vote(NONE, NONE, 1, NONE)).sentTo()).containsExactly(5L);
    }

    @Test
    void aVoterDoesNotAnswerWhoFollowsWithoutAVote() {
        voter.look(ZXID, 2);

        assertThat(voter.hears(4, OBSERVING, vote(3, ZXID, 1, 2)).sent()).isEmpty();
        assertThat(voter.hears(77, FOLLOWING, vote(3, ZXID, 1, 2)).sent()).isEmpty();
    }

    @Test
    void whoseDatabaseIsMissingHasNoPartInAVote() {
        var empty = new Voter(2, ensemble(3)).look(-1, 0);
        assertThat(empty.votesSent()).containsExactly(vote(2, -1, 1, 0));

        assertThat(empty.hears(1, vote(1, ZXID, 1, 2))
                        .hears(3, vote(1, ZXID, 1, 2))
                        .sent())
                .isEmpty();
        assertThat(empty.passes(150).decided()).isNull();
    }

    @Test
    void whoseDatabaseIsMissingJoinsALeaderAndCannotBeOne() {
        var led = vote(3, ZXID, 1, 2);

        var empty = new Voter(2, ensemble(3)).look(-1, 0);
        assertThat(empty.hears(1, FOLLOWING, led).hears(3, LEADING, led).decided())
                .isEqualTo(led);

        var former = new Voter(2, ensemble(3)).look(-1, 0);
        assertThat(former.hears(1, FOLLOWING, OWN).hears(3, FOLLOWING, OWN).decided())
                .isNull();
    }

    @Test
    void theVoteOfAServerWhoseDatabaseIsMissingIsIgnored() {
        voter.look(ZXID, 2).hears(1, vote(1, -1, 5, 9));

        assertThat(voter.sent()).isEmpty();
        assertThat(voter.round()).isEqualTo(1);
    }
}
