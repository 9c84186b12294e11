/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

/** Something that was read, together with the watch that tells of its next change. */
public record Watched<T>(T value, WatchHandle watch) {}
