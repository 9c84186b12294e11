/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.Stat;
import org.jspecify.annotations.Nullable;

/**
 * What one operation of a {@link ZkClient#multi} has done.
 *
 * @param path the final name of a znode that was created; otherwise the path that was given
 * @param stat of a znode that was created or set; otherwise null
 */
public record OpResult(String path, @Nullable Stat stat) {}
