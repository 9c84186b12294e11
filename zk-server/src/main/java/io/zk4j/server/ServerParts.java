/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import io.zk4j.server.core.Clock;
import io.zk4j.server.guard.ConnectionGuard;

/**
 * What a server takes from the world outside beside its configuration. A program that has servers inside itself may give them a world of its
 * own; the files are in the file system of the configured {@code dataDir}, which need not be the machine's.
 *
 * <p>Everything in it is used by several threads.
 */
public interface ServerParts {
    /** The machine as it is. */
    ServerParts OF_THE_MACHINE = new ServerParts() {};

    /** What tells the time; every wait of the core, and whether a session or a peer has been silent for too long, goes by it. */
    default Clock clock() {
        return Clock.system();
    }

    /** Who sees the connections. */
    default ConnectionGuard connections() {
        return ConnectionGuard.NONE;
    }
}
