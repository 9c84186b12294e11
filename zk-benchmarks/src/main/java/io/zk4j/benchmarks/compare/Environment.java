/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Where and when a run took place: figures mean nothing without.
 *
 * @param date of the run
 * @param machine processor, cores, operating system, JVM
 * @param loadBefore what the system's load average was before the run; more than a few tenths is somebody else's work
 * @param fsync what an fsync of a small append alone takes on the disk that is measured
 */
record Environment(String date, String machine, double loadBefore, Fsync fsync) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final String MODEL = "model name";
    private static final int FSYNCS = 1_000;
    private static final int APPEND_BYTES = 200;

    /**
     * An append and its fsync on a thread that does nothing else.
     *
     * @param micros how long the fsync takes, the median
     * @param cpuMicros processor time of that thread for both, the mean: what no server that acknowledges each write alone can do without
     */
    record Fsync(double micros, double cpuMicros) {}

    /** Looks at this machine, and at the disk of a folder. */
    static Environment of(Path folder) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var machine = processor() + ", " + system.getAvailableProcessors() + " cores, " + system.getName() + " "
                + system.getVersion() + ", Java " + Runtime.version();
        return new Environment(
                LocalDate.now(ZoneOffset.UTC).toString(), machine, system.getSystemLoadAverage(), fsync(folder));
    }

    private static String processor() throws IOException {
        if (!Files.exists(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(CPU_INFO).stream()
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static Fsync fsync(Path folder) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        var file = Files.createTempFile(folder, "fsync", ".tmp");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(FSYNCS * APPEND_BYTES)); // as a log that has been grown beforehand
            channel.force(true);
            long[] nanos = new long[FSYNCS];
            long cpuBegun = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < FSYNCS; i++) {
                channel.write(ByteBuffer.allocate(APPEND_BYTES), (long) i * APPEND_BYTES);
                long begun = System.nanoTime();
                channel.force(false);
                nanos[i] = System.nanoTime() - begun;
            }
            long cpuNanos = threads.getCurrentThreadCpuTime() - cpuBegun;
            Arrays.sort(nanos);
            return new Fsync(nanos[FSYNCS / 2] / 1e3, cpuNanos / 1e3 / FSYNCS);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public String toString() {
        return date + "; " + machine + "; load average before: " + Numbers.figure(loadBefore) + "; fsync alone: "
                + Numbers.figure(fsync.micros) + " µs, " + Numbers.figure(fsync.cpuMicros) + " µs CPU";
    }
}
