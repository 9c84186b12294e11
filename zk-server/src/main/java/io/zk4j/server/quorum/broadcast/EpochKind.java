/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

/** The two epochs that a server must not forget. */
public enum EpochKind {
    /** The last one that it promised to accept. */
    ACCEPTED,

    /** The last one that it took part in. */
    CURRENT
}
