/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/** What this process uses from when this is made until it is asked. One thread. */
public final class Cost {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long cpuBefore = system.getProcessCpuTime();
    private final long allocatedBefore = allocated();
    private final long begun = System.nanoTime();

    /** Rate, CPU time and allocated bytes of each of so many calls. */
    public Map<String, Double> perCall(long calls) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuMicros = (system.getProcessCpuTime() - cpuBefore) / 1e3;
        double bytes = allocated() - allocatedBefore;
        return new TreeMap<>(Map.of("RATE", calls / seconds, "CPU", cpuMicros / calls, "ALLOCATED", bytes / calls));
    }

    /** Threads that have ended no longer count, so no client may end one while it is measured; none does. */
    private long allocated() {
        long bytes = 0;
        for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            bytes += Math.max(0, each);
        }
        return bytes;
    }
}
