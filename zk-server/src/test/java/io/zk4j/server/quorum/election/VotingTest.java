/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import static io.zk4j.server.quorum.election.Voter.ensemble;
import static io.zk4j.server.quorum.election.Voter.vote;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.ServerState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A round among servers that have no leader. */
class VotingTest {
    private static final long ZXID = 0x200000005L;
    private static final Vote OWN = vote(2, ZXID, 1, 2);
    private static final Vote OF_THREE = vote(3, ZXID, 1, 2);
    private static final Vote OF_ONE = vote(1, ZXID, 1, 2);

    private final Voter voter = new Voter(2, ensemble(3));

    @Test
    void aRoundBeginsWithTheOwnVoteToEveryOtherVoter() {
        voter.look(ZXID, 2);

        assertThat(voter.round()).isEqualTo(1);
        assertThat(voter.state()).isEqualTo(ServerState.LOOKING);
        assertThat(voter.sent())
                .containsExactly(
                        new Outgoing(1, voter.notification(ServerState.LOOKING, OWN)),
                        new Outgoing(3, voter.notification(ServerState.LOOKING, OWN)));
        assertThat(voter.look(ZXID, 2).round()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 1", "1, 2, 0x200000006", "3, 2, 0x200000005", "3, 3, 0x200000006"})
    void aBetterVoteIsTakenOverAndToldToAll(long leader, long epoch, String zxid) {
        var better = vote(leader, Long.decode(zxid), 1, epoch);

        voter.look(ZXID, 2).hears(leader, better);

        assertThat(voter.votesSent()).containsExactly(better);
        assertThat(voter.sentTo()).containsExactly(1L, 3L);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, 0x100000099", "3, 2, 0x200000004", "1, 2, 0x200000005"})
    void aWorseVoteChangesNothing(long leader, long epoch, String zxid) {
        voter.look(ZXID, 2).hears(leader, vote(leader, Long.decode(zxid), 1, epoch));

        assertThat(voter.sent()).isEmpty();
        assertThat(voter.decided()).isNull();
    }

    @Test
    void aVoteOfALaterRoundIsFollowedThereWithTheBetterOfBothVotes() {
        voter.look(ZXID, 2).hears(1, vote(1, ZXID, 5, 2));
        assertThat(voter.votesSent()).containsExactly(OWN.inRound(5));

        voter.hears(3, vote(3, ZXID, 7, 2));
        assertThat(voter.votesSent()).containsExactly(OF_THREE.inRound(7));
        assertThat(voter.round()).isEqualTo(7);
    }

    @Test
    void inALaterRoundTheOwnVoteCompetesAnewAndNotTheOneTakenOver() {
        var two = new Voter(2, ensemble(5)).look(ZXID, 2).hears(3, OF_THREE);
        assertThat(two.votesSent()).containsExactly(OF_THREE);

        assertThat(two.hears(1, vote(1, ZXID, 2, 2)).votesSent()).containsExactly(OWN.inRound(2));
    }

    @Test
    void votesOfEarlierRoundsDoNotCountInALaterOne() {
        var five = new Voter(5, ensemble(5)).look(ZXID, 2);
        five.hears(1, vote(5, ZXID, 1, 2)).hears(2, vote(2, ZXID, 2, 2));

        five.hears(3, vote(5, ZXID, 2, 2)).passes(10_000);
        assertThat(five.decided()).isNull();
        five.hears(4, vote(5, ZXID, 2, 2)).passes(200);
        assertThat(five.decided()).isEqualTo(vote(5, ZXID, 2, 2));
    }

    @Test
    void aVoteOfAnEarlierRoundIsAnsweredAndNotCounted() {
        voter.look(ZXID, 2).look(ZXID, 2).hears(1, OWN);

        assertThat(voter.sent())
                .containsExactly(new Outgoing(1, voter.notification(ServerState.LOOKING, OWN.inRound(2))));
        assertThat(voter.passes(10_000).decided()).isNull();
    }

    @Test
    void whoHasAQuorumsVotesLeadsWhenNoBetterVoteComesForAMoment() {
        voter.look(ZXID, 2).hears(1, OWN);
        assertThat(voter.decided()).isNull();
        assertThat(voter.passes(199).decided()).isNull();

        assertThat(voter.passes(1).decided()).isEqualTo(OWN);
        assertThat(voter.state()).isEqualTo(ServerState.LEADING);
    }

    @Test
    void whoHasVotedForAnotherFollowsIt() {
        voter.look(ZXID, 2).hears(3, OF_THREE).passes(200);

        assertThat(voter.decided()).isEqualTo(OF_THREE);
        assertThat(voter.state()).isEqualTo(ServerState.FOLLOWING);
    }

    @Test
    void aBetterVoteInTheLastMomentOpensTheRoundAgain() {
        voter.look(ZXID, 2).hears(1, OWN).passes(199).hears(3, OF_THREE);
        assertThat(voter.votesSent()).containsExactly(OF_THREE);

        // Server 3 has its own vote and this one's, which again is a quorum, and has a moment of its own.
        assertThat(voter.passes(199).decided()).isNull();
        assertThat(voter.passes(1).decided()).isEqualTo(OF_THREE);
    }

    @Test
    void aWorseVoteInTheLastMomentDoesNotDelayTheDecision() {
        voter.look(ZXID, 2).hears(1, OWN).passes(150).hears(3, vote(3, ZXID - 1, 1, 2));

        assertThat(voter.passes(50).decided()).isEqualTo(OWN);
    }

    @Test
    void aLaterRoundWithoutABetterVoteIsToldTheDecisionInstead() {
        voter.look(ZXID, 2).hears(1, OWN).hears(3, vote(3, ZXID - 1, 4, 2));
        assertThat(voter.sent()).isEmpty();

        voter.passes(200);
        assertThat(voter.decided()).isEqualTo(OWN);
        assertThat(voter.sent()).containsExactly(new Outgoing(3, voter.notification(ServerState.LEADING, OWN)));
    }

    @Test
    void aLaterRoundThatHadToWaitIsHeardWhenTheRoundIsOpenAgain() {
        var two = new Voter(2, ensemble(5)).look(ZXID, 2);
        two.hears(1, OWN).hears(4, OWN).hears(3, vote(3, ZXID - 1, 4, 2)).hears(5, vote(5, ZXID, 1, 2));

        two.passes(1);
        assertThat(two.round()).isEqualTo(4);
        assertThat(two.votesSent()).containsExactly(OWN.inRound(4));
    }

    @Test
    void thereIsNothingToWaitForWhenAllHaveVotedTheSame() {
        voter.look(ZXID, 2).hears(1, OWN).hears(3, OWN);

        assertThat(voter.decided()).isEqualTo(OWN);
    }

    @Test
    void thereIsNothingToWaitForWhenTheOthersRefuseConnections() {
        voter.look(ZXID, 2).down(3).hears(1, OWN);

        assertThat(voter.decided()).isEqualTo(OWN);
    }

    @Test
    void theWaitEndsWhenTheLastOneThatCouldObjectIsGone() {
        voter.look(ZXID, 2).hears(1, OWN).passes(10).down(3);

        assertThat(voter.decided()).isEqualTo(OWN);
    }

    @Test
    void whoIsBackMayObject() {
        voter.look(ZXID, 2).down(3).up(3).hears(1, OWN);

        assertThat(voter.decided()).isNull();
        assertThat(voter.passes(200).decided()).isEqualTo(OWN);
    }

    @Test
    void thatTheOthersAreGoneReplacesNoQuorum() {
        voter.look(ZXID, 2).down(1).down(3);

        assertThat(voter.decided()).isNull();
        assertThat(voter.passes(100_000).decided()).isNull();
    }

    @Test
    void theOnlyVoterDecidesAtOnce() {
        var alone = new Voter(1, ensemble(1)).look(0, 0);

        assertThat(alone.decided()).isEqualTo(vote(1, 0, 1, 0));
        assertThat(alone.state()).isEqualTo(ServerState.LEADING);
    }

    @Test
    void theVoteIsRepeatedAfterEachSilenceWhichIsTwiceAsLongUpToAMinute() {
        voter.look(ZXID, 2);

        var silences = new ArrayList<Long>();
        long silence = 0;
        while (silences.size() < 11) {
            silence += 100;
            if (!voter.passes(100).sent().isEmpty()) {
                silences.add(silence);
                silence = 0;
            }
        }
        assertThat(silences)
                .isEqualTo(List.of(200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 51_200L, 60_000L, 60_000L));
    }

    @Test
    void whateverIsHeardBreaksTheSilence() {
        voter.look(ZXID, 2).passes(150).hears(3, vote(3, ZXID - 1, 1, 2));

        assertThat(voter.passes(199).sent()).isEmpty();
        assertThat(voter.passes(1).sentTo()).containsExactly(1L, 3L);
    }

    @Test
    void aNewConnectionMakesSilencesShortAgain() {
        voter.look(ZXID, 2).passes(200).passes(400).passes(800).up(3);

        assertThat(voter.passes(200).sentTo()).containsExactly(1L, 3L);
    }

    @Test
    void aServerOfWeightZeroIsNotElectedHoweverLongItsHistory() {
        var weighted = Membership.parse(Voter.lines(3) + "group.1=1:2:3\nweight.3=0\n");
        var two = new Voter(2, weighted).look(ZXID, 2).hears(3, vote(3, ZXID + 7, 1, 9));
        assertThat(two.sent()).isEmpty();

        two.hears(3, OWN).passes(200);
        assertThat(two.decided()).as("the vote of weight 0 makes no quorum").isNull();
        assertThat(two.hears(1, OWN).decided()).isEqualTo(OWN);

        var three = new Voter(3, weighted).look(ZXID + 7, 9).hears(1, OF_ONE);
        assertThat(three.votesSent()).containsExactly(OF_ONE);
    }
}
