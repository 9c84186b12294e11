/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import io.zk4j.server.ServerConfig;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.broadcast.ZabPhase;
import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.message.ServerState;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the words say about a server's place in its ensemble; on the core thread. */
final class QuorumWords {
    /** What Apache's server answers while it looks for a leader. */
    static final String NOT_SERVING = "This ZooKeeper instance is not currently serving requests\n";

    private static final String STANDALONE = "standalone";
    private static final int ELECTION_ALGORITHM = 3;

    private final QuorumSource source;

    QuorumWords(QuorumSource source) {
        this.source = source;
    }

    boolean isServing() {
        var status = source.status();
        return status == null || status.phase() == ZabPhase.BROADCAST;
    }

    /** As in the line {@code Mode:} and in {@code zk_server_state}. */
    String mode() {
        var status = source.status();
        if (status == null) {
            return STANDALONE;
        }
        return switch (status.state()) {
            case LEADING -> "leader";
            case FOLLOWING -> "follower";
            case OBSERVING -> "observer";
            case LOOKING -> "leaderelection";
        };
    }

    boolean leads() {
        var status = source.status();
        return status != null && status.state() == ServerState.LEADING;
    }

    /** Adds what {@code mntr} shows of members of an ensemble. */
    void show(Map<String, Object> metrics) {
        var status = source.status();
        if (status == null) {
            return;
        }
        var membership = source.membership();
        metrics.put("peer_state", state(status));
        metrics.put("quorum_size", membership.participants().size());
        if (status.state() == ServerState.LEADING) {
            metrics.put("learners", status.learners());
            metrics.put("followers", status.learners()); // its name of old, for dashboards that were built then
            metrics.put("synced_followers", count(status, membership::isParticipant));
            metrics.put("synced_non_voting_followers", count(status, id -> !membership.isParticipant(id)));
            metrics.put("synced_observers", status.syncedObservers().size());
            metrics.put("pending_syncs", source.pendingSyncs());
            metrics.put("leader_uptime", source.inRoleMillis());
        } else if (status.state() == ServerState.OBSERVING) {
            metrics.put("observer_master_id", status.leader());
        }
    }

    private static long count(PeerStatus status, Predicate<Long> which) {
        return status.syncedParticipants().stream().filter(which).count();
    }

    private static String state(PeerStatus status) {
        var state = status.state().name().toLowerCase(Locale.ROOT);
        return state + " - " + status.phase().name().toLowerCase(Locale.ROOT);
    }

    /** What {@code conf} shows of members of an ensemble; ends without a line break, as with Apache. */
    String conf(ServerConfig config) {
        if (source.status() == null) {
            return "";
        }
        var membership = source.membership();
        var self = membership.member(config.serverId());
        return "initLimit=" + config.ensemble().initLimit() + "\n"
                + "syncLimit=" + config.ensemble().syncLimit() + "\n"
                + "electionAlg=" + ELECTION_ALGORITHM + "\n"
                + ports(self)
                + "peerType=" + (self != null && self.observer() ? 1 : 0) + "\n"
                + "membership: \n"
                + membership.text();
    }

    private static String ports(@Nullable Member self) {
        if (self == null) {
            return "";
        }
        var address = self.addresses().get(0);
        return "electionPort=" + address.electionPort() + "\nquorumPort=" + address.quorumPort() + "\n";
    }
}
