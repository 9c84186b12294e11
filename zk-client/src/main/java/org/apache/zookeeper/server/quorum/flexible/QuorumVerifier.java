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
    /** The vote of a server counts so much. */
    long getWeight(long id);

    /** Whether these servers are enough to decide. */
    boolean containsQuorum(Set<Long> set);

    /** Returns the version of the membership. */
    long getVersion();

    void setVersion(long ver);

    /** Returns all servers by their ids. */
    Map<Long, QuorumServer> getAllMembers();

    /** Returns the servers that vote, by their ids. */
    Map<Long, QuorumServer> getVotingMembers();

    /** Returns the servers that only observe, by their ids. */
    Map<Long, QuorumServer> getObservingMembers();

    @Override
    boolean equals(@Nullable Object o);

    @Override
    int hashCode();

    /** The membership in the form of {@code /zookeeper/config}. */
    @Override
    String toString();
}
