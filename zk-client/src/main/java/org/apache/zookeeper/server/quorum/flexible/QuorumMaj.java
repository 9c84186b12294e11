/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.quorum.flexible;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.zookeeper.server.quorum.QuorumPeer.LearnerType;
import org.apache.zookeeper.server.quorum.QuorumPeer.QuorumServer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig.ConfigException;
import org.jspecify.annotations.Nullable;

/** A membership in which each voting server has one vote and more than half of them decide. Not thread-safe. */
public class QuorumMaj implements QuorumVerifier {
    private static final String SERVER_KEY = "server.";
    private static final String VERSION_KEY = "version";
    private static final int HEX = 16;

    private final Map<Long, QuorumServer> allMembers = new HashMap<>();
    private final Map<Long, QuorumServer> votingMembers = new HashMap<>();
    private final Map<Long, QuorumServer> observingMembers = new HashMap<>();
    private long version;

    /** Half of the voting servers, rounded down: more than that decide. */
    protected int half;

    /**
     * A membership of these servers.
     *
     * @param allMembers the servers by their numbers
     */
    public QuorumMaj(Map<Long, QuorumServer> allMembers) {
        allMembers.forEach(this::add);
    }

    /**
     * Reads a membership.
     *
     * @param props as in {@code /zookeeper/config}: {@code server.1=host:2888:3888:participant;2181} and {@code version=100000000}; other keys
     *     are passed over
     * @throws ConfigException naming what cannot be read
     */
    public QuorumMaj(Properties props) throws ConfigException {
        for (String key : props.stringPropertyNames()) {
            String value = props.getProperty(key).trim();
            try {
                if (key.startsWith(SERVER_KEY)) {
                    long id = Long.parseLong(key.substring(SERVER_KEY.length()));
                    add(id, new QuorumServer(id, value));
                } else if (key.equals(VERSION_KEY)) {
                    version = Long.parseLong(value, HEX);
                }
            } catch (NumberFormatException e) {
                throw new ConfigException("cannot read a number in " + key + "=" + value, e);
            }
        }
    }

    private void add(long id, QuorumServer server) {
        allMembers.put(id, server);
        (server.type == LearnerType.PARTICIPANT ? votingMembers : observingMembers).put(id, server);
        half = votingMembers.size() / 2;
    }

    @Override
    public long getWeight(long id) {
        return votingMembers.containsKey(id) ? 1 : 0;
    }

    @Override
    public boolean containsQuorum(Set<Long> ackSet) {
        return ackSet.size() > half;
    }

    @Override
    public long getVersion() {
        return version;
    }

    @Override
    public void setVersion(long ver) {
        version = ver;
    }

    @Override
    public Map<Long, QuorumServer> getAllMembers() {
        return allMembers;
    }

    @Override
    public Map<Long, QuorumServer> getVotingMembers() {
        return votingMembers;
    }

    @Override
    public Map<Long, QuorumServer> getObservingMembers() {
        return observingMembers;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof QuorumMaj that && version == that.version && allMembers.equals(that.allMembers);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(version) * 31 + allMembers.hashCode();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        new TreeMap<>(allMembers)
                .forEach((id, server) -> text.append(SERVER_KEY)
                        .append(id)
                        .append('=')
                        .append(server)
                        .append('\n'));
        return text.append(VERSION_KEY)
                .append('=')
                .append(Long.toHexString(version))
                .toString();
    }
}
