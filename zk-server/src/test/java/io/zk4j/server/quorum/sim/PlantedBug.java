/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import com.google.common.collect.ImmutableSet;
import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.message.Notification;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.ServerState;
import io.zk4j.server.quorum.sim.DiskListener.Lie;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Mistakes that servers of this kind have made or could make, planted around the peer so that it needs no switches. The
 * simulation is worth what it finds of them.
 */
enum PlantedBug implements Bug {
    /** The log says that it is on the disk before it is. */
    FSYNC_SKIPPED(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.SYNCED_BEFORE_IT_IS;
        }
    },

    /** A follower acknowledges a proposal when it comes. */
    ACK_BEFORE_THE_LOG(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            var proposal = Meddling.received(input, PeerMessage.Proposal.class);
            if (proposal == null || !server.isServing()) {
                return effects;
            }
            var ack = new PeerMessage.Ack(proposal.record().zxid());
            return Meddling.with(effects, new ZabEffect.Send(Meddling.link(input), ack));
        }
    },

    /** A leader counts itself before its own disk has the transaction. */
    LEADER_COUNTS_ITSELF_BEFORE_ITS_DISK(Invariant.COMMITTED_IS_ON_A_QUORUM) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            if (input instanceof ZabInput.Propose propose) {
                server.accept(new ZabInput.LogSynced(propose.record().zxid()));
            }
            return effects;
        }
    },

    /** A leader takes what it has sent for acknowledged. */
    COMMIT_WITHOUT_A_QUORUM(Invariant.COMMITTED_IS_ON_A_QUORUM) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            for (var effect : effects) {
                if (effect instanceof ZabEffect.Send send
                        && send.message() instanceof PeerMessage.Proposal proposal
                        && input instanceof ZabInput.Propose) {
                    var ack = new PeerMessage.Ack(proposal.record().zxid());
                    server.accept(new ZabInput.Received(send.link(), ack));
                }
            }
            return effects;
        }
    },

    /** Observers are counted as if they had a vote. */
    OBSERVERS_COUNT(Invariant.LEADS_ONLY_WITH_A_QUORUM, Invariant.COMMITTED_IS_ON_A_QUORUM) {
        @Override
        public Membership membership(Membership membership) {
            var members = membership.all().stream()
                    .map(member -> new Member(member.id(), member.addresses(), false, null))
                    .toList();
            return membership.hasGroups() ? membership : new Membership(0, members, Map.of(), Map.of());
        }
    },

    /** A follower without a vote is counted as if it had one before the members have changed. */
    NON_VOTERS_COUNT(Invariant.COMMITTED_IS_ON_A_QUORUM) {
        @Override
        public List<ZabInput> inputs(SimServer server, ZabInput input) {
            var ack = Meddling.received(input, PeerMessage.Ack.class);
            return ack == null || (int) ack.zxid() == 0 || !server.isLeading()
                    ? List.of(input)
                    : Meddling.asIfOfAVoter(server, (ZabInput.Received) input);
        }
    },

    /** A change that is being decided on is not written down, so that a restart has forgotten it. */
    CHANGE_FORGOTTEN(Invariant.COMMITTED_IS_ON_A_QUORUM, Invariant.LEADS_ONLY_WITH_A_QUORUM, Invariant.PREFIXES_AGREE) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            return effects.stream()
                    .filter(effect -> !(effect instanceof ZabEffect.ConfigProposed))
                    .toList();
        }
    },

    /** Votes are compared by the server's number alone. */
    WRONG_VOTE_ORDER(Invariant.PROGRESS_AFTER_HEALING) {
        @Override
        public List<ZabInput> inputs(SimServer server, ZabInput input) {
            return input instanceof ZabInput.Heard heard && heard.notification().state() == ServerState.LOOKING
                    ? List.of(new ZabInput.Heard(heard.from(), asIfByNumber(server, heard.notification())))
                    : List.of(input);
        }

        private Notification asIfByNumber(SimServer server, Notification vote) {
            boolean own = vote.leader() == server.id();
            boolean better = vote.leader() > server.id();
            long zxid = own ? server.disk().durableZxid() : better ? vote.leader() : 0;
            long epoch = own ? server.disk().epoch(EpochKind.CURRENT) : better ? Integer.MAX_VALUE : 0;
            return Notification.of(
                    vote.state(), vote.leader(), zxid, vote.electionEpoch(), epoch, String.valueOf(vote.config()));
        }
    },

    /** The last transaction that a learner lacks is left out. */
    DIFF_WITH_A_GAP(Invariant.EPOCH_ONLY_BEHIND_ITS_DATA, Invariant.PREFIXES_AGREE, Invariant.EQUAL_IN_THE_END) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            var changed = new ArrayList<ZabEffect>(effects);
            for (int i = 2; i < changed.size(); i++) {
                if (Meddling.sends(changed.get(i), PeerMessage.NewLeader.class)
                        && Meddling.sends(changed.get(i - 1), PeerMessage.Commit.class)) {
                    changed.remove(i - 1);
                    changed.remove(i - 2);
                    return changed;
                }
            }
            return effects;
        }
    },

    /** The list of committed transactions has a hole where an epoch ends (ZOOKEEPER-3526, 4352, 4925). */
    COMMITTED_LIST_WITH_A_HOLE(Invariant.EPOCH_ONLY_BEHIND_ITS_DATA, Invariant.PREFIXES_AGREE) {
        @Override
        public Durable durable(SimServer server, Durable durable) {
            return new Durable(
                    durable.lastZxid(), durable.acceptedEpoch(), durable.currentEpoch(), holed(durable.recent()));
        }

        private List<TxnRecord> holed(List<TxnRecord> recent) {
            var changed = new ArrayList<>(recent);
            for (int i = 1; i < recent.size() - 1; i++) {
                if (recent.get(i).zxid() + 1 != recent.get(i + 1).zxid()) {
                    changed.remove(i);
                    break;
                }
            }
            return changed;
        }
    },

    /** A log in which a snapshot has left a hole is read as if it were whole (ZOOKEEPER-2846). */
    LOG_READ_ACROSS_HOLES(Invariant.EQUAL_IN_THE_END, Invariant.PROGRESS_AFTER_HEALING) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.LOG_READ_ACROSS_HOLES;
        }
    },

    /** A learner takes proposals that come before NEWLEADER for committed (ZOOKEEPER-4394). */
    UNCOMMITTED_TAKEN_FOR_COMMITTED(Invariant.COMMITTED_IS_ON_A_QUORUM) {
        @Override
        public List<ZabInput> inputs(SimServer server, ZabInput input) {
            var proposal = Meddling.received(input, PeerMessage.Proposal.class);
            return proposal == null || server.isServing()
                    ? List.of(input)
                    : List.of(
                            input,
                            new ZabInput.Received(
                                    Meddling.link(input),
                                    new PeerMessage.Commit(proposal.record().zxid())));
        }
    },

    /** NEWLEADER is sent ahead of the snapshot (ZOOKEEPER-3104). */
    NEWLEADER_BEFORE_THE_SNAPSHOT(Invariant.EPOCH_ONLY_BEHIND_ITS_DATA) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            var changed = new ArrayList<ZabEffect>(effects);
            for (int i = 0; i < changed.size(); i++) {
                if (changed.get(i) instanceof ZabEffect.SendSnapshot) {
                    for (int j = i + 1; j < changed.size(); j++) {
                        if (Meddling.sends(changed.get(j), PeerMessage.NewLeader.class)) {
                            changed.add(i, changed.remove(j));
                            return changed;
                        }
                    }
                }
            }
            return effects;
        }
    },

    /** The epoch is written as soon as NEWLEADER comes, whether the log is on the disk or not (ZOOKEEPER-4643, 4785). */
    EPOCH_BEFORE_THE_DATA(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE, Invariant.EPOCH_ONLY_BEHIND_ITS_DATA) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            var newLeader = Meddling.received(input, PeerMessage.NewLeader.class);
            if (newLeader != null && effects.isEmpty()) {
                server.disk().writeEpochAtOnce(EpochKind.CURRENT, newLeader.epoch());
            }
            return effects;
        }
    },

    /** NEWLEADER is acknowledged as soon as it comes (ZOOKEEPER-3911, 4646, 3023). */
    NEWLEADER_ACKNOWLEDGED_BEFORE_THE_DATA(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            var newLeader = Meddling.received(input, PeerMessage.NewLeader.class);
            return newLeader == null
                    ? effects
                    : Meddling.with(
                            effects, new ZabEffect.Send(Meddling.link(input), new PeerMessage.Ack(newLeader.zxid())));
        }
    },

    /** The file with the current epoch is never written. */
    CURRENT_EPOCH_FORGOTTEN(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.CURRENT_EPOCH_NOT_WRITTEN;
        }
    },

    /** The file with the accepted epoch is never written, so that an older leader is accepted after a restart. */
    ACCEPTED_EPOCH_FORGOTTEN(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.ACCEPTED_EPOCH_NOT_WRITTEN;
        }
    },

    /** Truncation leaves snapshots that hold what is taken back (ZOOKEEPER-4837). */
    TRUNC_KEEPS_LATER_SNAPSHOTS(Invariant.COMMITTED_IS_ON_A_QUORUM, Invariant.EPOCH_ONLY_BEHIND_ITS_DATA) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.TRUNC_KEEPS_LATER_SNAPSHOTS;
        }
    },

    /** Truncation is done in memory only. */
    TRUNC_KEEPS_THE_LOG(
            Invariant.EPOCH_ONLY_BEHIND_ITS_DATA, Invariant.COMMITTED_IS_ON_A_QUORUM, Invariant.PREFIXES_AGREE) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.TRUNC_KEEPS_THE_LOG;
        }
    },

    /** A snapshot that came from the leader is kept in memory only (ZOOKEEPER-3642). */
    SNAPSHOT_NOT_SYNCED(Invariant.COMMITTED_IS_ON_A_QUORUM, Invariant.EPOCH_ONLY_BEHIND_ITS_DATA) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.INSTALLED_SNAPSHOT_NOT_SYNCED;
        }
    },

    /** Before an election memory is not brought to what the log says (ZOOKEEPER-2845, 2355). */
    NO_FAST_FORWARD(Invariant.MEMORY_IS_THE_LOG, Invariant.PREFIXES_AGREE, Invariant.EPOCH_ONLY_BEHIND_ITS_DATA) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            if (server.status().state() != ServerState.LOOKING) {
                return effects;
            }
            return effects.stream()
                    .filter(effect -> !(effect instanceof ZabEffect.Apply))
                    .toList();
        }
    },

    /** What came for the last role is logged when that is over (ZOOKEEPER-4541, 4712, 4502). */
    LAST_ROLE_GOES_ON_LOGGING(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE, Invariant.ZXIDS_GROW) {
        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            var proposal = Meddling.received(input, PeerMessage.Proposal.class);
            boolean isLate = proposal != null
                    && server.status().state() == ServerState.LOOKING
                    && proposal.record().zxid() == server.disk().logged().zxid() + 1;
            return isLate ? Meddling.with(effects, new ZabEffect.Append(proposal.record())) : effects;
        }
    },

    /** A write to the disk fails, and the server goes on as if it had not (ZOOKEEPER-4882). */
    FAILED_WRITE_IGNORED(Invariant.ACKNOWLEDGES_ONLY_THE_DURABLE, Invariant.COMMITTED_IS_ON_A_QUORUM) {
        @Override
        public boolean lies(Lie lie) {
            return lie == Lie.FAILED_WRITE_IGNORED;
        }
    },

    /** A vote is said once, although it may be lost with the connection that it is on (ZOOKEEPER-2164). */
    LOST_VOTE_NOT_SAID_AGAIN(Invariant.PROGRESS_AFTER_HEALING, Invariant.EQUAL_IN_THE_END) {
        @Override
        public boolean saysVotesOnce() {
            return true;
        }

        @Override
        public List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
            boolean repeats = input instanceof ZabInput.Tick
                    && effects.stream().noneMatch(effect -> effect instanceof ZabEffect.RoleChanged);
            return repeats
                    ? effects.stream()
                            .filter(effect -> !(effect instanceof ZabEffect.Notify))
                            .toList()
                    : effects;
        }
    },

    /** A client is answered when its write is proposed. */
    ANSWER_BEFORE_THE_COMMIT(Invariant.WRITES_FOLLOW_TIME) {
        @Override
        public boolean answersTooEarly() {
            return true;
        }
    },

    /** A server takes clients that have seen more than it has. */
    CLIENT_SENT_BACK_IN_TIME(Invariant.READS_NEVER_GO_BACK) {
        @Override
        public boolean servesAnyone() {
            return true;
        }
    },

    /** A leader answers a sync although there are proposals that are not decided. */
    SYNC_WITHOUT_WAITING(Invariant.SYNC_CATCHES_UP) {
        @Override
        public boolean answersSyncAtOnce() {
            return true;
        }
    };

    private final ImmutableSet<Invariant> foundBy;

    PlantedBug(Invariant... foundBy) {
        this.foundBy = ImmutableSet.copyOf(foundBy);
    }

    /** The invariants of which the first one that is broken is one. */
    ImmutableSet<Invariant> foundBy() {
        return foundBy;
    }
}
