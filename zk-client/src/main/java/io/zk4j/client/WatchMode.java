/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

/** What a watch that stays covers. */
public enum WatchMode {
    /** The znode and its list of children. */
    NODE,
    /** The znode and everything below it. */
    SUBTREE
}
