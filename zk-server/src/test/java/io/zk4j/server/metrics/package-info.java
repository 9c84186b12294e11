/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.zk4j.server.metrics;

import org.jspecify.annotations.NullMarked;
