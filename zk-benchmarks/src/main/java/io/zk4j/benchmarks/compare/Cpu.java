/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

/** The CPU time of a process, as the operating system counts it, in steps of ten milliseconds. */
final class Cpu {
    private Cpu() {}

    /** User and system time of all threads so far. */
    static long nanosOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("process " + pid + " has ended"))
                .toNanos();
    }
}
