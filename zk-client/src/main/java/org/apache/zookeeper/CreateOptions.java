/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.List;
import java.util.Objects;
import org.apache.zookeeper.data.ACL;

/** How to create a node: access control list, mode, and time to live. Immutable. */
public class CreateOptions {
    private static final long NO_TTL = -1;

    private final CreateMode createMode;
    private final List<ACL> acl;
    private final long ttl;

    private CreateOptions(CreateMode createMode, List<ACL> acl, long ttl) {
        this.createMode = createMode;
        this.acl = acl;
        this.ttl = ttl;
    }

    /**
     * Begins options with what every node needs.
     *
     * @param acl who may do what with the node
     * @param createMode what kind of node
     * @return a builder
     */
    public static Builder newBuilder(List<ACL> acl, CreateMode createMode) {
        return new Builder(createMode, acl);
    }

    /**
     * Returns the mode.
     *
     * @return the changed options
     */
    public CreateMode getCreateMode() {
        return createMode;
    }

    /**
     * Returns the access control list.
     *
     * @return the changed options
     */
    public List<ACL> getAcl() {
        return acl;
    }

    /**
     * Returns the time to live in milliseconds; -1 if there is none.
     *
     * @return the changed options
     */
    public long getTtl() {
        return ttl;
    }

    /** Collects options. Not thread-safe. */
    public static class Builder {
        private final CreateMode createMode;
        private final List<ACL> acl;
        private long ttl = NO_TTL;

        private Builder(CreateMode createMode, List<ACL> acl) {
            this.createMode = Objects.requireNonNull(createMode, "a node needs a create mode");
            this.acl = Objects.requireNonNull(acl, "a node needs an access control list");
        }

        /**
         * Sets the time to live, in milliseconds; only for the modes that have one.
         *
         * @param ttlMillis how long the node stays without a change and without children, in milliseconds
         * @return this builder
         */
        public Builder withTtl(long ttlMillis) {
            this.ttl = ttlMillis;
            return this;
        }

        /**
         * The finished options.
         *
         * @return the options
         * @throws IllegalArgumentException if the mode and the time to live do not fit together
         */
        public CreateOptions build() {
            TimeToLive.check(createMode, ttl);
            return new CreateOptions(createMode, acl, ttl);
        }
    }
}
