/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

/** What a client may have as its session timeout. */
public record SessionTimeouts(int minMillis, int maxMillis) {
    int negotiate(int wishedMillis) {
        return Math.max(minMillis, Math.min(maxMillis, wishedMillis));
    }
}
