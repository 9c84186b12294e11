/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One class per question asked, named after it; no work here yet. */
@NullMarked
package io.zk4j.benchmarks;

import org.jspecify.annotations.NullMarked;
