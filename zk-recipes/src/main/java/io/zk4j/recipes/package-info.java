/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Recipes on five primitives; no work here yet. */
@NullMarked
package io.zk4j.recipes;

import org.jspecify.annotations.NullMarked;
