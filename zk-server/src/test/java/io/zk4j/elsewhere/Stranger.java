/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.elsewhere;

/** Something of another module, for the rule that notices who depends on it. */
public final class Stranger {}
