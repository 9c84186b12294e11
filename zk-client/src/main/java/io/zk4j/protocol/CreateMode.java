/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** The kind of a znode to create, with its {@code flags} on the wire. */
public enum CreateMode {
    /** Stays until somebody deletes it. */
    PERSISTENT(0),
    /** Goes with the session that created it; has no children. */
    EPHEMERAL(1),
    /** As {@link #PERSISTENT}, with ten digits added to the name by the parent's counter. */
    PERSISTENT_SEQUENTIAL(2),
    /** As {@link #EPHEMERAL}, with ten digits added to the name by the parent's counter. */
    EPHEMERAL_SEQUENTIAL(3),
    /** Deleted by the server some time after its last child. */
    CONTAINER(4),
    /** Deleted by the server once it has been unchanged and without children for its time to live. */
    PERSISTENT_WITH_TTL(5),
    /** As {@link #PERSISTENT_WITH_TTL}, with ten digits added to the name. */
    PERSISTENT_SEQUENTIAL_WITH_TTL(6);

    private final int flag;

    CreateMode(int flag) {
        this.flag = flag;
    }

    /** {@return the number on the wire} */
    public int flag() {
        return flag;
    }

    /**
     * {@return the mode with this flag, or null if there is none}
     *
     * @param flag the number on the wire
     */
    public static @Nullable CreateMode ofFlag(int flag) {
        for (CreateMode mode : values()) {
            if (mode.flag == flag) {
                return mode;
            }
        }
        return null;
    }

    /** {@return whether the znode goes with its session} */
    public boolean isEphemeral() {
        return this == EPHEMERAL || this == EPHEMERAL_SEQUENTIAL;
    }

    /** {@return whether the server adds ten digits to the name} */
    public boolean isSequential() {
        return this == PERSISTENT_SEQUENTIAL || this == EPHEMERAL_SEQUENTIAL || this == PERSISTENT_SEQUENTIAL_WITH_TTL;
    }

    /** {@return whether the znode is deleted some time after its last child} */
    public boolean isContainer() {
        return this == CONTAINER;
    }

    /** {@return whether the znode has a time to live} */
    public boolean isTtl() {
        return this == PERSISTENT_WITH_TTL || this == PERSISTENT_SEQUENTIAL_WITH_TTL;
    }
}
