/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ReconfigRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A change of the servers that make up the ensemble: some join or leave, or all are named anew.
 *
 * <p>Servers are written as in the configuration of a server: {@code server.4=host:2888:3888:participant;2181}.
 *
 * @param joining servers that are added, or changed if there is one with the same number
 * @param leaving the numbers of servers that are removed
 * @param members all servers, in place of the two before; may also hold lines with groups and weights
 * @param fromVersion the version of the configuration that is changed, else the change is refused; {@link #ANY_VERSION} for any
 */
public record EnsembleChange(List<String> joining, List<Long> leaving, List<String> members, long fromVersion) {
    /** Whichever configuration is in force. */
    public static final long ANY_VERSION = -1;

    /**
     * Copies the lists.
     *
     * @param joining servers that are added, or changed if there is one with the same number
     * @param leaving the numbers of servers that are removed
     * @param members all servers, in place of the two before
     * @param fromVersion the version of the configuration that is changed; {@link #ANY_VERSION} for any
     * @throws IllegalArgumentException if it names both kinds of change, or none
     */
    public EnsembleChange {
        joining = List.copyOf(joining);
        leaving = List.copyOf(leaving);
        members = List.copyOf(members);
        boolean incremental = !joining.isEmpty() || !leaving.isEmpty();
        if (incremental != members.isEmpty()) {
            throw new IllegalArgumentException(
                    "a change names either servers that join or leave, or else all members: joining " + joining
                            + ", leaving " + leaving + ", members " + members);
        }
    }

    /**
     * Adds or changes some servers and removes others.
     *
     * @param joining servers to add, each as in {@code server.4=host:2888:3888;2181}
     * @param leaving numbers of servers to remove
     * @return the change
     */
    public static EnsembleChange of(List<String> joining, List<Long> leaving) {
        return new EnsembleChange(joining, leaving, List.of(), ANY_VERSION);
    }

    /**
     * Names all servers anew.
     *
     * @param members all servers from now on, each as in {@code server.4=host:2888:3888;2181}
     * @return the change
     */
    public static EnsembleChange toMembers(List<String> members) {
        return new EnsembleChange(List.of(), List.of(), members, ANY_VERSION);
    }

    /**
     * The same, refused unless this version of the configuration is in force: the one that the text of it ends with.
     *
     * @param version the version that the configuration must have
     * @return the change
     */
    public EnsembleChange from(long version) {
        return new EnsembleChange(joining, leaving, members, version);
    }

    ReconfigRequest request() {
        return new ReconfigRequest(joined(joining), joined(leaving), joined(members), fromVersion);
    }

    private static @Nullable String joined(List<?> items) {
        return items.isEmpty() ? null : items.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
