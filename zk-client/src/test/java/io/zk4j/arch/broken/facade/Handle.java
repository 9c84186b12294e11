/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.arch.broken.facade;

/** Stands for the API with Apache's names; breaks nothing itself. */
public final class Handle {
    public int version() {
        return 0;
    }
}
