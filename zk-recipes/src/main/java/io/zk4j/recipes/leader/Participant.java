/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

/**
 * One who takes part in an election.
 *
 * @param id as it calls itself
 * @param leads whether it is the leader
 * @param term the transaction that created its znode: its term when it leads
 */
public record Participant(String id, boolean leads, long term) {}
