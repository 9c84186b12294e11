/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

/**
 * What a member of an ensemble is told.
 *
 * @param leaderServes whether it takes clients of its own while it leads
 * @param fieldBytesMax the largest string or buffer in a request that a learner sends on
 * @param recentMax how many of the newest transactions are kept in memory for learners that lack them
 * @param orphanTimeoutMillis timeout of a session that is known only by its ephemerals
 */
public record MemberSettings(boolean leaderServes, int fieldBytesMax, int recentMax, int orphanTimeoutMillis) {}
