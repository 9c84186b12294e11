/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Real servers for JUnit tests. */
@NullMarked
package io.zk4j.testing;

import org.jspecify.annotations.NullMarked;
