/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.quorum;

/** Holds the exception that client settings and memberships are refused with. */
public class QuorumPeerConfig {
    private QuorumPeerConfig() {}

    /** A configuration that cannot be used. */
    public static class ConfigException extends org.apache.zookeeper.common.ConfigException {
        private static final long serialVersionUID = 1;

        /**
         * An error of its own.
         *
         * @param msg what is wrong, for people
         */
        public ConfigException(String msg) {
            super(msg);
        }

        /**
         * An error with its cause.
         *
         * @param msg what is wrong, for people
         * @param e what it comes from
         */
        public ConfigException(String msg, Exception e) {
            super(msg, e);
        }
    }
}
