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
import io.zk4j.server.quorum.message.Notification;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elections while it changes who elects. */
class ChangingMembershipTest {
    private static final long ZXID = 0x200000005L;
    private static final Vote OWN = vote(2, ZXID, 1, 2);
    private static final Membership THREE = ensemble(3);
    private static final Membership FIVE = ensemble(5).withVersion(0x200000004L);

    @Test
    void whileTheMembershipChangesADecisionNeedsAQuorumOfBoth() {
        var voter = new Voter(2, THREE, FIVE, false).look(ZXID, 2);
        assertThat(voter.sentTo()).containsExactly(1L, 3L, 4L, 5L);

        voter.hears(1, OWN).passes(200);
        assertThat(voter.decided()).as("two of three, but of five as well").isNull();
        assertThat(voter.hears(4, OWN).passes(200).decided()).isEqualTo(OWN);

        var other = new Voter(2, THREE, FIVE, false).look(ZXID, 2);
        other.hears(4, OWN).hears(5, OWN).passes(200);
        assertThat(other.decided()).as("three of five, but one of three").isNull();
    }

    @Test
    void whoBelongsToTheNextMembershipOnlyMayBeVotedFor() {
        var voter = new Voter(2, THREE, FIVE, false).look(ZXID, 2).hears(5, vote(5, ZXID, 1, 2));

        assertThat(voter.votesSent()).containsExactly(vote(5, ZXID, 1, 2));
    }

    /** The change may have come to nothing, and what it says needs this very server. */
    @Test
    void whoMissedWhatBecameOfAChangeJoinsTheLeaderThatTheCommittedMembersFollow() {
        var alone = Membership.parse("server.2=h2:2888:3888:participant\nversion=200000004");
        var led = vote(3, ZXID, 4, 3);

        var voter = new Voter(2, THREE, alone, false).look(ZXID, 2).hears(1, FOLLOWING, led);

        assertThat(voter.hears(3, LEADING, led).decided()).isEqualTo(led);
    }

    /** Its agreement is needed; neither would ever go over to the other's round, as it proposes nobody. */
    @Test
    void aVoterGoesOverToTheLaterRoundOfWhoBelongsToTheNextMembershipOnly() {
        var one = ensemble(1);
        var two = ensemble(2).withVersion(0x200000004L);
        var nobody = vote(Long.MIN_VALUE, Long.MIN_VALUE, 7, Long.MIN_VALUE);

        var voter = new Voter(1, one, two, false).look(ZXID, 2).hears(2, nobody);
        assertThat(voter.votesSent()).containsExactly(vote(1, ZXID, 7, 2));

        var joiner = new Voter(2, one, two, false).look(ZXID, 2).hears(1, vote(1, ZXID, 7, 2));
        assertThat(joiner.votesSent()).containsExactly(vote(1, ZXID, 7, 2));
        assertThat(voter.hears(2, vote(1, ZXID, 7, 2)).decided()).isEqualTo(vote(1, ZXID, 7, 2));
    }

    @Test
    void whoIsBeingGivenAVoteIsToFollowAsOneThatHasIt() {
        var observing = Membership.parse(Voter.lines(3) + "server.4=h4:2888:3888:observer\n");
        var led = vote(3, ZXID, 4, 3);

        var voter = new Voter(4, observing, FIVE, false).look(ZXID, 2);
        voter.hears(1, FOLLOWING, led).hears(3, LEADING, led);

        assertThat(voter.state()).isEqualTo(FOLLOWING);
    }

    @Test
    void aMembershipThatIsNoNewerThanTheCommittedOneDoesNotCount() {
        var voter = new Voter(2, FIVE, THREE, false).look(ZXID, 2).hears(1, OWN).hears(3, OWN);

        assertThat(voter.passes(200).decided()).isEqualTo(OWN);
    }

    @Test
    void aNewerCommittedMembershipIsTakenOverAndTheElectionBeginsAnew() {
        var voter =
                new Voter(2, THREE, null, true).look(ZXID, 2).hears(4, withConfig(vote(4, ZXID, 1, 2), FIVE.text()));

        assertThat(voter.adopted()).isEqualTo(FIVE);
        assertThat(voter.round()).isEqualTo(2);
        assertThat(voter.sentTo()).contains(1L, 3L, 4L, 5L);
        assertThat(voter.sent())
                .allSatisfy(
                        outgoing -> assertThat(outgoing.notification().config()).isEqualTo(FIVE.text()));
    }

    @Test
    void aNewerMembershipThatIsKnownToBeNextIsNoLongerNext() {
        var voter = new Voter(2, THREE, FIVE, true)
                .look(ZXID, 2)
                .hears(4, withConfig(vote(4, ZXID - 1, 1, 2), FIVE.text()));

        voter.hears(4, withConfig(OWN.inRound(2), FIVE.text())).hears(5, withConfig(OWN.inRound(2), FIVE.text()));
        assertThat(voter.passes(200).decided())
                .as("three of five; of the former three only one")
                .isEqualTo(OWN.inRound(2));
    }

    @Test
    void whoIsAnObserverInTheMembershipTakenOverGivesItsVoteUp() {
        var without = Membership.parse(
                "server.1=h1:1:2:participant\nserver.2=h2:1:2:observer\nserver.3=h3:1:2:participant\nversion=5");
        var voter = new Voter(2, THREE, null, true).look(ZXID, 2);

        voter.hears(1, withConfig(vote(1, ZXID, 1, 2), without.text()));
        assertThat(voter.votesSent()).contains(vote(Long.MIN_VALUE, Long.MIN_VALUE, 2, Long.MIN_VALUE));
        voter.hears(1, vote(1, ZXID, 2, 2)).hears(3, vote(1, ZXID, 2, 2));
        assertThat(voter.decided()).isEqualTo(vote(1, ZXID, 2, 2));
        assertThat(voter.state()).isEqualTo(OBSERVING);
    }

    @Test
    void membershipsOnTheWireAreIgnoredWhereReconfigurationIsOff() {
        var voter = new Voter(2, THREE, null, false).look(ZXID, 2).hears(1, withConfig(OWN, FIVE.text()));

        assertThat(voter.adopted()).isNull();
        assertThat(voter.round()).isEqualTo(1);
    }

    @Test
    void whoHasALeaderTakesNoMembershipOver() {
        var voter = new Voter(2, THREE, null, true).look(ZXID, 2).hears(1, OWN).hears(3, OWN);
        assertThat(voter.decided()).isNotNull();

        assertThat(voter.hears(1, withConfig(OWN, FIVE.text())).adopted()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "server.1=h:1:2:observer\nversion=9", "server.1=h:1\nversion=9", "version=9"})
    void aMembershipThatCannotBeIsIgnoredAndItsVoteCounts(String text) {
        var voter = new Voter(2, THREE, null, true).look(ZXID, 2).hears(1, withConfig(OWN, text));

        assertThat(voter.adopted()).isNull();
        assertThat(voter.passes(200).decided()).isEqualTo(OWN);
    }

    @Test
    void anElectionBeginsAnewWhenTheMembershipChanges() {
        var voter = new Voter(2, THREE).look(ZXID, 2).membership(FIVE, null);
        assertThat(voter.round()).isEqualTo(2);
        assertThat(voter.sentTo()).containsExactly(1L, 3L, 4L, 5L);

        assertThat(voter.membership(FIVE, null).sent()).isEmpty();
    }

    @Test
    void aChangeOfTheMembershipDoesNotDisturbWhoHasALeader() {
        var voter =
                new Voter(2, THREE).look(ZXID, 2).hears(1, OWN).hears(3, OWN).membership(FIVE, null);

        assertThat(voter.sent()).isEmpty();
        assertThat(voter.hears(5, vote(5, ZXID, 1, 2))
                        .sent()
                        .get(0)
                        .notification()
                        .config())
                .isEqualTo(FIVE.text());
    }

    private static Notification withConfig(Vote vote, String config) {
        return Notification.of(
                LOOKING,
                vote.leader(),
                vote.zxid(),
                vote.electionEpoch(),
                vote.peerEpoch(),
                Objects.requireNonNull(config));
    }
}
