/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What went against the rules; told by any thread. */
final class Violations {
    private static final int TOLD_MAX = 50;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    void tell(String what) {
        if (told.size() < TOLD_MAX) {
            told.add(what);
        }
    }

    void check(boolean rule, String otherwise) {
        if (!rule) {
            tell(otherwise);
        }
    }

    List<String> all() {
        return List.copyOf(told);
    }
}
