/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.quorum.flexible;

import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.server.quorum.QuorumPeer.QuorumServer;
import org.jspecify.annotations.Nullable;

/** A membership, and when enough of its servers agree. */
public interface QuorumVerifier {
    /**
     * The vote of a server counts so much.
     *
     * @param id the id
     * @return how much it counts; 1 unless weights are configured, 0 without a vote
     */
    long getWeight(long id);

    /**
     * {@return whether these servers are enough to decide}
     *
     * @param set the numbers of the servers
     */
    boolean containsQuorum(Set<Long> set);

    /** {@return the version of the membership} */
    long getVersion();

    /**
     * Sets the version of the membership.
     *
     * @param ver the zxid of the transaction that it comes from
     */
    void setVersion(long ver);

    /** {@return all servers by their ids} */
    Map<Long, QuorumServer> getAllMembers();

    /** {@return the servers that vote, by their ids} */
    Map<Long, QuorumServer> getVotingMembers();

    /** {@return the servers that only observe, by their ids} */
    Map<Long, QuorumServer> getObservingMembers();

    @Override
    boolean equals(@Nullable Object o);

    @Override
    int hashCode();

    /** The membership in the form of {@code /zookeeper/config}. */
    @Override
    String toString();
}
