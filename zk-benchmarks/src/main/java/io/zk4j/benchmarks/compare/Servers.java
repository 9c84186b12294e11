/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

/** The server, or the servers of an ensemble, that a workload drives. */
interface Servers {
    /** How many they are. */
    int count();

    /** Where the connection with this number goes; they are spread over all servers. */
    int port(int connection);

    /** The CPU time that all of them have used so far. */
    long cpuNanos();
}
