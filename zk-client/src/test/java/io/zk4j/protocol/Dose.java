/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** How much of a repeated test to run: what each build can afford, or the full count that a promise names. */
final class Dose {
    private Dose() {}

    /** The count for this run. */
    static int of(int build, int soak) {
        return "soak".equals(System.getProperty("zk4j.dose", "build")) ? soak : build;
    }
}
