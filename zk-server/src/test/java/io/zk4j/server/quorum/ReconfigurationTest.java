/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum;

import static io.zk4j.server.quorum.broadcast.Histories.line;
import static io.zk4j.server.quorum.broadcast.Histories.members;
import static io.zk4j.server.quorum.broadcast.Histories.reconfiguration;
import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessage.Ack;
import io.zk4j.server.quorum.message.PeerMessage.AckEpoch;
import io.zk4j.server.quorum.message.PeerMessage.Commit;
import io.zk4j.server.quorum.message.PeerMessage.CommitAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.Diff;
import io.zk4j.server.quorum.message.PeerMessage.InformAndActivate;
import io.zk4j.server.quorum.message.PeerMessage.LeaderInfo;
import io.zk4j.server.quorum.message.PeerMessage.LearnerInfo;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessage.Proposal;
import io.zk4j.server.quorum.message.PeerMessage.UpToDate;
import io.zk4j.server.quorum.message.ServerState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An ensemble of three voters and observer 4, whose membership changes in epoch 2. */
class ReconfigurationTest {
    private static final int VERSION = PeerMessage.PROTOCOL_VERSION;
    private static final long LINK = 7;

    private ScriptedPeer peer = of(3, null);

    private static ScriptedPeer of(long self, @Nullable Membership lastSeen) {
        var durable = new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3));
        return new ScriptedPeer(ScriptedPeer.reconfigurable(self), members(3), lastSeen, durable);
    }

    /** These are voters, and nobody else is there. */
    private static Membership voters(long version, int... servers) {
        var text = new StringBuilder();
        for (int server : servers) {
            text.append(line(server, false));
        }
        return Membership.parse(text + "version=" + Long.toHexString(version));
    }

    // ---- the leader, server 3

    private ScriptedPeer links(long link, long server) {
        peer.tell(new ZabInput.LearnerLinked(link));
        return peer.receives(
                link,
                new LearnerInfo(!peer.peer.membership().isParticipant(server), 1, server, VERSION, 0),
                new AckEpoch(zxid(1, 3), 1));
    }

    private ScriptedPeer joins(long link, long server) {
        return links(link, server).receives(link, new Ack(zxid(2, 0)), new Ack(zxid(2, 0)));
    }

    /** A server that will have a vote follows before it has one. */
    private ScriptedPeer joinsAsFollower(long link, long server) {
        peer.tell(new ZabInput.LearnerLinked(link));
        return peer.receives(
                link,
                new LearnerInfo(false, 1, server, VERSION, 0),
                new AckEpoch(zxid(1, 3), 1),
                new Ack(zxid(2, 0)),
                new Ack(zxid(2, 0)));
    }

    private ScriptedPeer leading() {
        peer.withFastDisk().start().isElectedBy(1, 2);
        return joins(10, 1);
    }

    private ScriptedPeer proposes(Membership next) {
        return peer.tell(new ZabInput.Propose(reconfiguration(next), next));
    }

    @Test
    void theFirstConfigurationGetsTheVersionOfItsFirstEpoch() {
        leading();

        assertThat(peer.peer.membership().version()).isEqualTo(zxid(2, 0));
        assertThat(peer.sent(10))
                .contains(new NewLeader(
                        zxid(2, 0), members(3).withVersion(zxid(2, 0)).text()));
        assertThat(peer.wanted(ZabEffect.ConfigActivated.class)).hasSize(1);
    }

    @Test
    void aChangeIsDecidedByAQuorumOfBothMemberships() {
        leading();
        joins(20, 2);
        joinsAsFollower(50, 5);
        var next = voters(zxid(2, 1), 3, 5, 6);
        proposes(next).receives(10, new Ack(zxid(2, 1))).receives(20, new Ack(zxid(2, 1)));
        assertThat(peer.wanted(ZabEffect.ConfigProposed.class)).containsExactly(new ZabEffect.ConfigProposed(next));
        assertThat(peer.applied()).isEmpty();
        assertThat(peer.peer.membership().isParticipant(1)).isTrue();

        assertThat(peer.receives(50, new Ack(zxid(2, 1))).applied()).containsExactly(reconfiguration(next));
        assertThat(peer.peer.membership()).isEqualTo(next);
        assertThat(peer.sent(10)).contains(new CommitAndActivate(zxid(2, 1), 3));
    }

    /** Whatever it has, one of those who may be elected has too, should the leader fail before the members have changed. */
    @Test
    void aFollowerWithoutAVoteIsToldOfAProposalWhenAQuorumOfThoseWithOneHasIt() {
        leading();
        joinsAsFollower(50, 5);
        peer.tell(new ZabInput.Propose(txn(2, 1), null)).receives(50, new Ack(zxid(2, 0)));
        assertThat(peer.sent(50)).doesNotContain(new Proposal(txn(2, 1)));
        peer.receives(10, new Ack(zxid(2, 1)));
        assertThat(peer.sent(50)).containsSubsequence(new Proposal(txn(2, 1)), new Commit(zxid(2, 1)));

        var next = voters(zxid(2, 2), 3, 5);
        proposes(next);
        assertThat(peer.sent(10)).contains(new Proposal(reconfiguration(next)));
        assertThat(peer.sent(50)).doesNotContain(new Proposal(reconfiguration(next)));
        peer.receives(10, new Ack(zxid(2, 2)));
        assertThat(peer.sent(50)).contains(new Proposal(reconfiguration(next)));
        assertThat(peer.applied()).containsExactly(txn(2, 1));

        peer.tell(new ZabInput.Propose(txn(2, 3), null));
        assertThat(peer.receives(50, new Ack(zxid(2, 2))).applied()).containsExactly(txn(2, 1), reconfiguration(next));
        assertThat(peer.sent(50))
                .as("with a vote, it is told at once")
                .containsSubsequence(new CommitAndActivate(zxid(2, 2), 3), new Proposal(txn(2, 3)));
        assertThat(peer.receives(50, new Ack(zxid(2, 3))).applied()).endsWith(txn(2, 3));
    }

    @Test
    void whoComesWithoutAVoteWhileTheMembersChangeIsSentAllThatTheOthersHaveBeenSent() {
        leading();
        joinsAsFollower(50, 5);
        var next = voters(zxid(2, 1), 3, 5);
        proposes(next).receives(10, new Ack(zxid(2, 1)));
        joinsAsFollower(60, 6);
        peer.tell(new ZabInput.Propose(txn(2, 2), null)).receives(10, new Ack(zxid(2, 2)));

        assertThat(peer.sent(60))
                .endsWith(new UpToDate(), new Proposal(txn(2, 2)))
                .containsSubsequence(
                        new NewLeader(
                                zxid(2, 0), members(3).withVersion(zxid(2, 0)).text()),
                        new Proposal(reconfiguration(next)));
    }

    @Test
    void anAcknowledgementOfAServerWithoutAVoteDoesNotDecide() {
        leading();
        joinsAsFollower(50, 5);
        joinsAsFollower(60, 6);
        peer.tell(new ZabInput.Propose(txn(2, 1), null));

        assertThat(peer.receives(50, new Ack(zxid(2, 1)))
                        .receives(60, new Ack(zxid(2, 1)))
                        .applied())
                .isEmpty();
    }

    @Test
    void whatComesBehindAChangeIsDecidedByBothTooUntilThatIsDecided() {
        leading();
        joins(20, 2);
        proposes(voters(zxid(2, 1), 1, 2, 3, 4, 5));
        peer.tell(new ZabInput.Propose(txn(2, 2), null));
        peer.receives(10, new Ack(zxid(2, 2)));
        assertThat(peer.applied()).isEmpty();

        assertThat(peer.receives(20, new Ack(zxid(2, 2))).applied())
                .containsExactly(reconfiguration(voters(zxid(2, 1), 1, 2, 3, 4, 5)), txn(2, 2));
    }

    @Test
    void observersAreToldOfTheNewConfigurationWithItsLeader() {
        leading();
        joins(40, 4);
        var next = voters(zxid(2, 1), 1, 2, 3);
        proposes(next).receives(10, new Ack(zxid(2, 1)));

        assertThat(peer.sent(40)).contains(new InformAndActivate(3, reconfiguration(next)));
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.BROADCAST);
    }

    @Test
    void aLeaderThatIsNoLongerAMemberNamesWhoHasMostAndFollowsThat() {
        leading();
        joins(20, 2);
        var next = voters(zxid(2, 1), 1, 2);
        proposes(next);
        peer.tell(new ZabInput.Propose(txn(2, 2), null));
        peer.receives(20, new Ack(zxid(2, 2))).receives(10, new Ack(zxid(2, 1)));

        assertThat(peer.sent(10)).contains(new CommitAndActivate(zxid(2, 1), 2)).doesNotContain(new Commit(zxid(2, 2)));
        assertThat(peer.wanted(ZabEffect.ConnectToLeader.class)).containsExactly(new ZabEffect.ConnectToLeader(2));
        assertThat(peer.status().state()).isEqualTo(ServerState.FOLLOWING);
        assertThat(peer.applied()).containsExactly(reconfiguration(next), txn(2, 2)); // its whole log, as always
    }

    /** Observers that get a vote go and come again as followers; they are missing only for a moment. */
    @Test
    void theMembersOfANewConfigurationHaveTimeToComeInTheirNewRoles() {
        leading();
        joins(40, 4);
        joinsAsFollower(50, 5);
        var next = voters(zxid(2, 1), 3, 4, 5);
        proposes(next).receives(10, new Ack(zxid(2, 1))).receives(50, new Ack(zxid(2, 1)));
        peer.tell(new ZabInput.LinkLost(40, "its role is another one"));
        peer.tell(new ZabInput.LinkLost(50, "its role is another one"));
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.BROADCAST);

        long limit = ScriptedPeer.SYNC_LIMIT * ScriptedPeer.TICK_MILLIS;
        assertThat(peer.passes(limit - 1).isLooking()).isFalse();
        assertThat(peer.passes(1).isLooking()).isTrue();
    }

    @Test
    void aLearnerWithALaterConfigurationIsRefused() {
        peer.withFastDisk().start().isElectedBy(1, 2).tell(new ZabInput.LearnerLinked(10));
        peer.receives(10, new LearnerInfo(false, 1, 1, VERSION, zxid(1, 2)));

        assertThat(peer.closed(10)).contains("configuration 0x100000002").contains("later");
    }

    @Test
    void aChangeThatWasUnderWayBelongsToTheNextEpochAndNeedsBothQuorumsForIt() {
        var next = voters(zxid(1, 3), 3, 4, 5);
        peer = of(3, next).withFastDisk().start();
        peer.hears(1, ServerState.LOOKING, 3, peer.round(), 1);
        peer.hears(4, ServerState.LOOKING, 3, peer.round(), 1).passes(200);
        assertThat(peer.status().state()).isEqualTo(ServerState.LEADING);

        peer.tell(new ZabInput.LearnerLinked(10)).receives(10, new LearnerInfo(false, 1, 1, VERSION, 0));
        assertThat(peer.wanted(ZabEffect.SaveEpoch.class)).isEmpty();
        peer.tell(new ZabInput.LearnerLinked(40)).receives(40, new LearnerInfo(false, 1, 4, VERSION, 0));
        peer.receives(10, new AckEpoch(zxid(1, 3), 1));
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.DISCOVERY);
        peer.receives(40, new AckEpoch(zxid(1, 3), 1));
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.SYNCHRONIZATION);
        var begin = new NewLeader(zxid(2, 0), next.text());
        assertThat(peer.sent(10)).contains(begin);
        assertThat(peer.sent(40)).as("a vote by the change only").doesNotContain(begin);
        assertThat(peer.receives(10, new Ack(zxid(2, 0))).sent(40)).contains(begin);
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.SYNCHRONIZATION);
        peer.receives(40, new Ack(zxid(2, 0)));
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(peer.peer.membership()).isEqualTo(next);
    }

    /** What it is sent as missing is committed like everything else, which puts no configuration in force. */
    @Test
    void whoWasAwayWhenTheMembersChangedIsToldOfTheConfigurationInForce() {
        leading();
        joins(20, 2);
        var next = voters(zxid(2, 1), 1, 2, 3);
        proposes(next).receives(10, new Ack(zxid(2, 1)));
        peer.tell(new ZabInput.LinkLost(20, "killed"));
        links(21, 2);

        assertThat(peer.sent(21))
                .containsSubsequence(
                        new Proposal(reconfiguration(next)),
                        new Commit(zxid(2, 1)),
                        new NewLeader(zxid(2, 0), next.text()));
    }

    @Test
    void whoComesWhileAChangeIsBeingDecidedIsToldOfTheConfigurationInForceAndThenOfTheChange() {
        leading();
        var next = voters(zxid(2, 1), 1, 2, 3);
        proposes(next);
        links(20, 2);

        assertThat(peer.sent(20))
                .containsSubsequence(
                        new NewLeader(
                                zxid(2, 0), members(3).withVersion(zxid(2, 0)).text()),
                        new Proposal(reconfiguration(next)));
    }

    // ---- a learner of server 3

    private ScriptedPeer synchronised(long self) {
        peer = of(self, null).withFastDisk().start();
        peer.isToldOf(3, 1, self == 1 ? 2 : 1).tell(new ZabInput.LeaderLinked(LINK, 3));
        return peer.receives(LINK, new LeaderInfo(2, VERSION), new Diff(zxid(1, 3)));
    }

    private ScriptedPeer following(long self) {
        return synchronised(self)
                .receives(
                        LINK,
                        new NewLeader(
                                zxid(2, 0), members(3).withVersion(zxid(2, 0)).text()),
                        new UpToDate());
    }

    @Test
    void aFollowerRemembersWhatIsProposedAndActivatesWhatIsDecided() {
        var next = voters(zxid(2, 1), 1, 2, 3);
        following(1).receives(LINK, new Proposal(reconfiguration(next)));
        assertThat(peer.wanted(ZabEffect.ConfigProposed.class)).contains(new ZabEffect.ConfigProposed(next));
        assertThat(peer.peer.lastSeenMembership()).isEqualTo(next);
        assertThat(peer.peer.membership()).isNotEqualTo(next);

        peer.receives(LINK, new CommitAndActivate(zxid(2, 1), 3));
        assertThat(peer.peer.membership()).isEqualTo(next);
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.BROADCAST);
    }

    @Test
    void aFollowerGoesOverToTheDesignatedLeaderWithoutAnElection() {
        var next = voters(zxid(2, 1), 1, 2);
        following(1).receives(LINK, new Proposal(reconfiguration(next)), new CommitAndActivate(zxid(2, 1), 2));

        assertThat(peer.wanted(ZabEffect.ConnectToLeader.class))
                .containsExactly(new ZabEffect.ConnectToLeader(3), new ZabEffect.ConnectToLeader(2));
        assertThat(peer.closed(LINK)).isNotNull();
    }

    @Test
    void theDesignatedLeaderLeadsWithoutAnElection() {
        var next = voters(zxid(2, 1), 1, 2);
        following(2).receives(LINK, new Proposal(reconfiguration(next)), new CommitAndActivate(zxid(2, 1), 2));

        assertThat(peer.status().state()).isEqualTo(ServerState.LEADING);
        assertThat(peer.wanted(ZabEffect.ListenForLearners.class)).hasSize(1);
    }

    @Test
    void anObserverThatGetsAVoteComesAgainAsAFollower() {
        var next = voters(zxid(2, 1), 1, 2, 3, 4);
        following(4).receives(LINK, new InformAndActivate(3, reconfiguration(next)));

        assertThat(peer.status().state()).isEqualTo(ServerState.FOLLOWING);
        peer.tell(new ZabInput.LeaderLinked(LINK + 1, 3));
        assertThat(peer.sent(LINK + 1)).containsExactly(new LearnerInfo(false, 2, 4, VERSION, zxid(2, 1)));
    }

    @Test
    void aFollowerThatIsInNoListGetsItsVoteWhereItIs() {
        var next = voters(zxid(2, 1), 1, 2, 3, 5);
        following(5).receives(LINK, new Proposal(reconfiguration(next)));
        assertThat(peer.status().state()).isEqualTo(ServerState.FOLLOWING);
        assertThat(peer.sent(LINK))
                .startsWith(new LearnerInfo(false, 1, 5, VERSION, 0))
                .endsWith(new Ack(zxid(2, 1)));

        peer.receives(LINK, new CommitAndActivate(zxid(2, 1), 3));
        assertThat(peer.peer.membership()).isEqualTo(next);
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(peer.closed(LINK)).isNull();
    }

    @Test
    void aFollowerThatLosesItsVoteFollowsOn() {
        following(1)
                .receives(
                        LINK,
                        new Proposal(reconfiguration(voters(zxid(2, 1), 2, 3))),
                        new CommitAndActivate(zxid(2, 1), 3),
                        new Proposal(txn(2, 2)));

        assertThat(peer.status().state()).isEqualTo(ServerState.FOLLOWING);
        assertThat(peer.status().phase()).isEqualTo(ZabPhase.BROADCAST);
        assertThat(peer.sent(LINK)).endsWith(new Ack(zxid(2, 2)));
    }

    /** Or a server could come back with a change in its log that it does not know to be under way. */
    @Test
    void aChangeIsWrittenDownBeforeItIsLogged() {
        var next = voters(zxid(2, 1), 1, 2, 3);
        following(1).receives(LINK, new Proposal(reconfiguration(next)));

        assertThat(peer.wanted())
                .containsSubsequence(new ZabEffect.ConfigProposed(next), new ZabEffect.Append(reconfiguration(next)));
    }

    @Test
    void whoLooksForALeaderIsToldOfTheMembersAsTheyAreNow() {
        var next = voters(zxid(2, 1), 1, 2, 3);
        following(1).receives(LINK, new Proposal(reconfiguration(next)), new CommitAndActivate(zxid(2, 1), 3));
        peer.hears(2, ServerState.LOOKING, 2, 9, 1);

        var told = peer.wanted(ZabEffect.Notify.class);
        assertThat(told.get(told.size() - 1).notification().config()).isEqualTo(next.text());
    }

    @Test
    void whoseOperatorHasAddedItAsAnObserverTakesTheListOfTheOthers() {
        var others = voters(zxid(1, 2), 1, 2, 3);
        var edited = Membership.parse(line(5, true) + others.text());
        var durable = new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3));
        peer = new ScriptedPeer(ScriptedPeer.reconfigurable(5), edited, null, durable)
                .withFastDisk()
                .start();
        peer.tell(new ZabInput.Heard(
                2, Notification.of(ServerState.FOLLOWING, 3, zxid(1, 3), peer.round(), 1, others.text())));
        peer.tell(new ZabInput.Heard(
                3, Notification.of(ServerState.LEADING, 3, zxid(1, 3), peer.round(), 1, others.text())));

        assertThat(peer.peer.membership()).isEqualTo(others);
        assertThat(peer.status().state()).isEqualTo(ServerState.FOLLOWING);
    }

    @Test
    void theConfigurationOfAnEpochIsRememberedAtNewLeaderAndInForceAtUpToDate() {
        var next = voters(zxid(1, 2), 1, 2, 3);
        synchronised(1).receives(LINK, new NewLeader(zxid(2, 0), next.text()));
        assertThat(peer.peer.lastSeenMembership()).isEqualTo(next);
        assertThat(peer.peer.membership()).isEqualTo(members(3));

        assertThat(peer.receives(LINK, new UpToDate()).peer.membership()).isEqualTo(next);
    }

    @Test
    void aChangeThatIsDecidedWhileALearnerIsSynchronisedIsNotLost() {
        var next = voters(zxid(2, 1), 1, 2, 3);
        synchronised(1)
                .receives(
                        LINK,
                        new NewLeader(
                                zxid(2, 0), members(3).withVersion(zxid(2, 0)).text()))
                .receives(LINK, new Proposal(reconfiguration(next)), new CommitAndActivate(zxid(2, 1), 3))
                .receives(LINK, new UpToDate());

        assertThat(peer.peer.membership()).isEqualTo(next);
        assertThat(peer.applied()).containsExactly(reconfiguration(next));
    }

    @Test
    void aChangeThatCameToNothingIsForgottenOnTheDiskAsWell() {
        var undecided = voters(zxid(1, 4), 1, 2, 3);
        peer = of(1, undecided).withFastDisk().start();
        peer.isToldOf(3, 1, 2).tell(new ZabInput.LeaderLinked(LINK, 3));
        peer.receives(LINK, new LeaderInfo(2, VERSION), new Diff(zxid(1, 3)))
                .receives(LINK, new NewLeader(zxid(2, 0), members(3).text()), new UpToDate());

        assertThat(peer.peer.lastSeenMembership()).isEqualTo(members(3));
        assertThat(peer.wanted(ZabEffect.ConfigActivated.class))
                .containsExactly(new ZabEffect.ConfigActivated(members(3)));
    }

    @Test
    void aLaterChangeIsStillBeingDecidedWhenAnEarlierConfigurationIsHeardOf() {
        var undecided = voters(zxid(1, 4), 1, 2, 3);
        var decided = voters(zxid(1, 2), 1, 2, 3, 5);
        peer = of(1, undecided).withFastDisk().start();
        peer.tell(new ZabInput.Heard(
                2, Notification.of(ServerState.LOOKING, 2, zxid(1, 3), peer.round(), 1, decided.text())));

        assertThat(peer.peer.membership()).isEqualTo(decided);
        assertThat(peer.peer.lastSeenMembership()).isEqualTo(undecided);
    }

    @Test
    void aConfigurationThatCannotBeReadEndsTheConnection() {
        synchronised(1).receives(LINK, new NewLeader(zxid(2, 0), "server.1=nonsense"));

        assertThat(peer.isLooking()).isTrue();
        assertThat(peer.reason())
                .contains("configuration in NEWLEADER cannot be read")
                .contains("nonsense");
        assertThat(peer.wanted()).doesNotContain(new ZabEffect.SaveEpoch(EpochKind.CURRENT, 2));
    }

    @Test
    void configurationsOnTheWireMeanNothingIfReconfigurationIsSwitchedOff() {
        peer = ScriptedPeer.of(1, members(3), new Durable(zxid(1, 3), 1, 1, txns(1, 1, 3)))
                .withFastDisk()
                .start();
        peer.isToldOf(3, 1, 2).tell(new ZabInput.LeaderLinked(LINK, 3));
        var next = voters(zxid(2, 1), 1, 2, 3);
        peer.receives(LINK, new LeaderInfo(2, VERSION), new Diff(zxid(1, 3)))
                .receives(
                        LINK, new NewLeader(zxid(2, 0), voters(zxid(2, 0), 1, 2).text()), new UpToDate())
                .receives(LINK, new Proposal(reconfiguration(next)), new Commit(zxid(2, 1)));

        assertThat(peer.peer.membership()).isEqualTo(members(3));
        assertThat(peer.wanted(ZabEffect.ConfigProposed.class)).isEmpty();
    }
}
