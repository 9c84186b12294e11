/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch.broken.tree;

import io.zk4j.server.arch.broken.op.FileOpeningOperation;

/** Breaks a rule on purpose: a pure class that asks the clock, and a package that closes a cycle. */
public final class ImpureTree {
    public long now() {
        return System.currentTimeMillis();
    }

    public Class<?> neighbour() {
        return FileOpeningOperation.class;
    }
}
