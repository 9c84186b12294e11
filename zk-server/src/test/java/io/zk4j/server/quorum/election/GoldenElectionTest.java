/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Zxid;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.GoldenEnsemble;
import io.zk4j.server.quorum.message.GoldenEnsemble.Line;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage.NewLeader;
import io.zk4j.server.quorum.message.PeerMessages;
import io.zk4j.server.quorum.message.ServerState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server in the place of one of Apache's: it hears, in the recorded order and at the recorded times, what that one heard,
 * and says what that one said. It may say more, since of what waits to be sent only the newest is; and Apache's server
 * said its last message again on a new connection.
 */
class GoldenElectionTest {
    private static final int TICK_MILLIS = 20;
    private static final int RECORDED_LATE_MILLIS = 20;

    @ParameterizedTest
    @CsvSource({
        // file, server, whom it follows or leads in the end
        "01-first-election, 1, 2",
        "01-first-election, 2, 2",
        "01-first-election, 3, 2",
        "05-observer, 4, 2",
        "07-leader-failover, 1, 3",
        "07-leader-failover, 2, 3",
        "07-leader-failover, 3, 3",
        "07-leader-failover, 4, 3",
    })
    void saysWhatApachesServerSaidAndDecidesAsItDid(String file, long self, long leader) {
        var server = new Replayed(self, GoldenEnsemble.lines(file));

        server.replay();

        assertThat(server.recorded).isNotEmpty();
        server.recorded.forEach((peer, said) -> assertThat(server.produced.getOrDefault(peer, List.of()))
                .as("to server %s", peer)
                .containsSubsequence(said));
        assertThat(Objects.requireNonNull(server.decided).leader()).isEqualTo(leader);
    }

    private static final class Replayed {
        final Map<Long, List<Notification>> recorded = new HashMap<>();
        final Map<Long, List<Notification>> produced = new HashMap<>();
        Vote decided;

        private final long self;
        private final List<Line> lines;
        private final Election election;
        private long now;

        Replayed(long self, List<Line> lines) {
            this.self = self;
            this.lines = lines;
            this.election = new Election(self, membership(), null, ElectionTimes.DEFAULT, false);
        }

        /** As this server knows it: the recorder's ports differ from server to server. */
        private Membership membership() {
            return Membership.parse(Objects.requireNonNull(lines.stream()
                    .filter(line -> isVote(line) && line.sender() == self)
                    .findFirst()
                    .orElseThrow()
                    .notification()
                    .config()));
        }

        void replay() {
            for (var line : lines) {
                passUntil(line.millis());
                lookIfItDid();
                if (isVote(line) && line.sender() == self) {
                    said(line.receiver(), line.notification());
                } else if (isVote(line) && line.receiver() == self) {
                    carryOut(election.heard(line.sender(), line.notification(), now));
                } else if (line.name().equals("UPTODATE") && (line.sender() == self || line.receiver() == self)) {
                    settle(line);
                }
            }
            passUntil(now + 500);
        }

        private static boolean isVote(Line line) {
            return line.isOn("election") && line.name().equals("notification");
        }

        private void passUntil(long millis) {
            now = Math.max(now, millis - TICK_MILLIS * 100L);
            while (now < millis) {
                now = Math.min(now + TICK_MILLIS, millis);
                carryOut(election.tick(now));
            }
        }

        private void said(long to, Notification n) {
            var said = recorded.computeIfAbsent(to, peer -> new ArrayList<>());
            if (said.isEmpty() || !said.get(said.size() - 1).equals(n)) {
                said.add(n);
            }
        }

        /**
         * Why Apache's server looked for a leader is not recorded; that it did, its own vote shows, which came out of the
         * recorder some milliseconds later.
         */
        private void lookIfItDid() {
            lines.stream()
                    .filter(line -> isVote(line) && line.sender() == self)
                    .filter(line -> line.millis() >= now && line.millis() <= now + RECORDED_LATE_MILLIS)
                    .map(Line::notification)
                    .filter(n -> n.state() == ServerState.LOOKING && n.electionEpoch() > election.round())
                    .filter(n -> n.leader() == self || n.leader() == Long.MIN_VALUE)
                    .findFirst()
                    .ifPresent(this::lookAs);
        }

        private void lookAs(Notification own) {
            if (election.round() == 0 && own.electionEpoch() > 1) {
                followFormerLeader(own);
            }
            carryOut(election.left());
            carryOut(election.look(own.zxid(), own.peerEpoch(), now));
        }

        /** The recording begins in epoch 1, which server 2 was elected for in round 1, when all were empty. */
        private void followFormerLeader(Notification own) {
            election.look(0, 0, now);
            var config = Objects.requireNonNull(own.config());
            for (long voter = 1; voter <= 3; voter++) {
                if (voter != self) {
                    var state = voter == 2 ? ServerState.LEADING : ServerState.FOLLOWING;
                    election.heard(voter, Notification.of(state, 2, 0, 1, 0, config), now);
                }
            }
            election.settled(1);
        }

        /** Server 2 comes back in 07 and is told by its leader over a connection that was not recorded: it learns later. */
        private void settle(Line upToDate) {
            if (election.state() == ServerState.LOOKING) {
                return;
            }
            var begun = lines.stream()
                    .filter(line -> line.connection().equals(upToDate.connection())
                            && line.name().equals("NEWLEADER"))
                    .findFirst()
                    .orElseThrow();
            var newLeader = (NewLeader) PeerMessages.ofLeader(begun.reader());
            carryOut(election.settled(new Zxid(newLeader.zxid()).epoch()));
        }

        private void carryOut(Outcome outcome) {
            for (var outgoing : outcome.send()) {
                produced.computeIfAbsent(outgoing.to(), peer -> new ArrayList<>())
                        .add(outgoing.notification());
            }
            if (outcome.decided() != null) {
                decided = outcome.decided();
            }
        }
    }
}
