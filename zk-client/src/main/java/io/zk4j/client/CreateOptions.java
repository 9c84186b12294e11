/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.CreateMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to create a znode: its kind and its ACL. Starts from one of the constants, as in {@code EPHEMERAL.sequential()}.
 *
 * @param ttl how long a znode without children and changes is kept; null for no limit
 */
public record CreateOptions(
        CreateMode mode, List<Acl> acls, @Nullable Duration ttl) {
    /** Stays until it is deleted; everybody may access it. */
    public static final CreateOptions PERSISTENT = new CreateOptions(CreateMode.PERSISTENT, Acl.OPEN_UNSAFE, null);
    /** Goes with the session; everybody may access it. */
    public static final CreateOptions EPHEMERAL = new CreateOptions(CreateMode.EPHEMERAL, Acl.OPEN_UNSAFE, null);
    /** Deleted by the servers some time after its last child; everybody may access it. */
    public static final CreateOptions CONTAINER = new CreateOptions(CreateMode.CONTAINER, Acl.OPEN_UNSAFE, null);

    /**
     * Copies the list.
     *
     * @param mode the kind of znode
     * @param acls who may do what with it
     * @param ttl how long it stays without a change and without children; null for a kind that has none
     * @throws IllegalArgumentException if the kind and the time to live do not fit
     */
    public CreateOptions {
        acls = List.copyOf(acls);
        if (mode.isTtl() != (ttl != null)) {
            throw new IllegalArgumentException(
                    mode + (ttl == null ? " needs a time to live" : " cannot have a time to live"));
        }
    }

    /**
     * The same with a number behind the name.
     *
     * @return the changed options
     */
    public CreateOptions sequential() {
        return switch (mode) {
            case PERSISTENT -> new CreateOptions(CreateMode.PERSISTENT_SEQUENTIAL, acls, ttl);
            case EPHEMERAL -> new CreateOptions(CreateMode.EPHEMERAL_SEQUENTIAL, acls, ttl);
            case PERSISTENT_WITH_TTL -> new CreateOptions(CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL, acls, ttl);
            case PERSISTENT_SEQUENTIAL, EPHEMERAL_SEQUENTIAL, PERSISTENT_SEQUENTIAL_WITH_TTL -> this;
            case CONTAINER -> throw new IllegalArgumentException("a container cannot be sequential");
        };
    }

    /**
     * The same, deleted when it has had neither children nor changes for this long. Only for persistent znodes.
     *
     * @param ttl how long a znode stays without a change and without children
     * @return the changed options
     */
    public CreateOptions ttl(Duration ttl) {
        return switch (mode) {
            case PERSISTENT, PERSISTENT_WITH_TTL -> new CreateOptions(CreateMode.PERSISTENT_WITH_TTL, acls, ttl);
            case PERSISTENT_SEQUENTIAL, PERSISTENT_SEQUENTIAL_WITH_TTL ->
                new CreateOptions(CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL, acls, ttl);
            case EPHEMERAL, EPHEMERAL_SEQUENTIAL, CONTAINER ->
                throw new IllegalArgumentException(mode + " cannot have a time to live");
        };
    }

    /**
     * The same with another ACL.
     *
     * @param acls who may do what with it
     * @return the changed options
     */
    public CreateOptions acls(List<Acl> acls) {
        return new CreateOptions(mode, acls, ttl);
    }
}
