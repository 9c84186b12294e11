/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.ServerState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An election in the hands of a test: time passes when the test says so, and the last outcome is kept. */
final class Voter {
    static final ElectionTimes TIMES = ElectionTimes.DEFAULT;

    private final Election election;
    private final Membership membership;
    private long now = 1_000;
    private Outcome last = new Outcome(List.of(), null, null);

    Voter(long self, Membership membership) {
        this(self, membership, null, false);
    }

    Voter(long self, Membership membership, @Nullable Membership lastSeen, boolean adoptsMemberships) {
        this.membership = membership;
        this.election = new Election(self, membership, lastSeen, TIMES, adoptsMemberships);
    }

    /** Servers 1 to {@code voters} with a vote. */
    static Membership ensemble(int voters) {
        return Membership.parse(lines(voters));
    }

    static String lines(int voters) {
        var lines = new StringBuilder();
        for (int id = 1; id <= voters; id++) {
            lines.append("server.%s=h%s:2888:3888:participant\n".formatted(id, id));
        }
        return lines.toString();
    }

    Voter look(long zxid, long epoch) {
        last = election.look(zxid, epoch, now);
        return this;
    }

    Voter passes(long millis) {
        now += millis;
        last = election.tick(now);
        return this;
    }

    Voter hears(long from, ServerState state, Vote vote) {
        return hears(from, notification(state, vote));
    }

    Voter hears(long from, Notification notification) {
        last = election.heard(from, notification, now);
        return this;
    }

    /** Hears somebody who looks. */
    Voter hears(long from, Vote vote) {
        return hears(from, ServerState.LOOKING, vote);
    }

    Voter up(long voter) {
        last = election.voterUp(voter);
        return this;
    }

    Voter down(long voter) {
        last = election.voterDown(voter);
        return this;
    }

    Voter settled(long epoch) {
        last = election.settled(epoch);
        return this;
    }

    Voter left() {
        last = election.left();
        return this;
    }

    Voter appointed(long leader) {
        last = election.appointed(leader);
        return this;
    }

    Voter membership(Membership committed, @Nullable Membership lastSeen) {
        last = election.membership(committed, lastSeen);
        return this;
    }

    @Nullable
    Vote decided() {
        return last.decided();
    }

    @Nullable
    Membership adopted() {
        return last.adopted();
    }

    ServerState state() {
        return election.state();
    }

    long round() {
        return election.round();
    }

    List<Outgoing> sent() {
        return last.send();
    }

    List<Long> sentTo() {
        return last.send().stream().map(Outgoing::to).toList();
    }

    /** The votes that were sent, one of each. */
    List<Vote> votesSent() {
        return last.send().stream()
                .map(outgoing -> Ballot.of(outgoing.notification()).vote())
                .distinct()
                .toList();
    }

    Notification notification(ServerState state, Vote vote) {
        return Notification.of(
                state, vote.leader(), vote.zxid(), vote.electionEpoch(), vote.peerEpoch(), membership.text());
    }

    static Vote vote(long leader, long zxid, long round, long epoch) {
        return new Vote(leader, zxid, round, epoch);
    }
}
