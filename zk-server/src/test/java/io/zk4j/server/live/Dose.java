/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

/** How much of a test is run: little in each build, much when asked with {@code -Dzk4j.dose=soak}. */
final class Dose {
    private Dose() {}

    static int of(int build, int soak) {
        return "soak".equals(System.getProperty("zk4j.dose", "build")) ? soak : build;
    }
}
