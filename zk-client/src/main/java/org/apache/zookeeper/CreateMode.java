/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import org.apache.zookeeper.KeeperException.BadArgumentsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a new node lives and whether its name gets a sequence number. */
public enum CreateMode {
    /** Lives until it is deleted. */
    PERSISTENT(0, false, false, false, false),

    /** Lives until it is deleted; the server appends ten digits that grow with every creation below the parent. */
    PERSISTENT_SEQUENTIAL(2, false, true, false, false),

    /** Lives until it is deleted or its session ends. Cannot have children. */
    EPHEMERAL(1, true, false, false, false),

    /** Ephemeral, with ten digits appended. */
    EPHEMERAL_SEQUENTIAL(3, true, true, false, false),

    /** Deleted by the server some time after its last child is gone. */
    CONTAINER(4, false, false, true, false),

    /** Deleted by the server if it has no children and has not been changed for its time to live. */
    PERSISTENT_WITH_TTL(5, false, false, false, true),

    /** As {@link #PERSISTENT_WITH_TTL}, with ten digits appended. */
    PERSISTENT_SEQUENTIAL_WITH_TTL(6, false, true, false, true);

    private static final Logger LOG = LoggerFactory.getLogger(CreateMode.class);

    private final int flag;
    private final boolean ephemeral;
    private final boolean sequential;
    private final boolean container;
    private final boolean ttl;

    CreateMode(int flag, boolean ephemeral, boolean sequential, boolean container, boolean ttl) {
        this.flag = flag;
        this.ephemeral = ephemeral;
        this.sequential = sequential;
        this.container = container;
        this.ttl = ttl;
    }

    /** {@return whether the node ends with its session} */
    public boolean isEphemeral() {
        return ephemeral;
    }

    /** {@return whether the server appends a sequence number to the name} */
    public boolean isSequential() {
        return sequential;
    }

    /** {@return whether the server deletes the node after its last child} */
    public boolean isContainer() {
        return container;
    }

    /** {@return whether the node has a time to live} */
    public boolean isTTL() {
        return ttl;
    }

    /** {@return the number that stands for this mode on the wire} */
    public int toFlag() {
        return flag;
    }

    /**
     * The mode of a number on the wire.
     *
     * @param flag the number on the wire
     * @return the mode
     * @throws BadArgumentsException if there is none
     */
    public static CreateMode fromFlag(int flag) throws KeeperException {
        CreateMode mode = find(flag);
        if (mode == null) {
            throw new BadArgumentsException(invalid(flag));
        }
        return mode;
    }

    /**
     * The mode of a number on the wire, or the given one if there is none.
     *
     * @param flag the number on the wire
     * @param defaultMode for a number that is none
     * @return the mode
     */
    public static CreateMode fromFlag(int flag, CreateMode defaultMode) {
        CreateMode mode = find(flag);
        if (mode == null) {
            LOG.warn("{}; using {}", invalid(flag), defaultMode);
            return defaultMode;
        }
        return mode;
    }

    private static @Nullable CreateMode find(int flag) {
        for (CreateMode mode : values()) {
            if (mode.flag == flag) {
                return mode;
            }
        }
        return null;
    }

    private static String invalid(int flag) {
        return "no create mode has the flag " + flag;
    }
}
