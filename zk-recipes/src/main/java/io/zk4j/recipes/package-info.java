/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Recipes, in a package per family, on the primitives of {@link io.zk4j.recipes.primitive}. Families do not know each other. */
@NullMarked
package io.zk4j.recipes;

import org.jspecify.annotations.NullMarked;
