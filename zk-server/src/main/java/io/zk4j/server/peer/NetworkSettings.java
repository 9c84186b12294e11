/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

/**
 * What is configured about the connections between servers.
 *
 * @param self this server's id
 * @param connectMillis longest time to connect for an election
 * @param openingMillis longest time that somebody who connects for an election may take to say who it is
 * @param leaderConnectMillis longest time to go on trying to reach a leader
 * @param packetBytesMax the largest message that a leader or learner may send
 * @param listenOnAllAddresses whether the ports are bound on every address rather than on the configured ones
 * @param electionBindRetries how often binding the election port is tried again; 0 = for ever
 * @param severalAddresses whether servers may have more than one address, which needs another form of the first message
 * @param keepAlive whether the system watches idle connections
 */
public record NetworkSettings(
        long self,
        int connectMillis,
        int openingMillis,
        int leaderConnectMillis,
        int packetBytesMax,
        boolean listenOnAllAddresses,
        int electionBindRetries,
        boolean severalAddresses,
        boolean keepAlive) {}
