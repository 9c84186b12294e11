/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.Stat;

/**
 * A znode that was created.
 *
 * @param path its final name, with the number of a sequential one
 */
public record Created(String path, Stat stat) {}
