/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.history;

import java.util.List;

/**
 * Something that servers which keep their promises cannot have done.
 *
 * @param what in a sentence
 * @param story the operations that show it, a line each
 */
public record Violation(String what, List<String> story) {
    public Violation {
        story = List.copyOf(story);
    }

    @Override
    public String toString() {
        return what + "\n  " + String.join("\n  ", story);
    }
}
