/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A server without data: how long from its start to its first reply, and how much memory it then takes.
 *
 * @param archived whether it takes its classes from the subject's archive, if that has one
 */
record EmptyServer(String name, String title, boolean archived, List<Need> needs) implements Workload {
    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** As servers come: zk4j's with the archive of classes that its build makes. */
    static EmptyServer asItComes() {
        return new EmptyServer(
                "empty-server",
                "empty server: start to first reply, resident memory",
                true,
                List.of(new Need(Metric.START, 2.0 / 3), new Need(Metric.RESIDENT, 0.75)));
    }

    /** The same of those subjects that have an archive, without it. */
    static EmptyServer withoutArchive() {
        return new EmptyServer("empty-server-plain", "the same without an archive of classes", false, List.of());
    }

    @Override
    public boolean concerns(Subject subject) {
        return archived || !subject.archiveJvm().isEmpty();
    }

    @Override
    public Figures measure(Stand stand) throws IOException {
        start(stand, name + "-first"); // brings the files of the JVM and the jars into memory
        return start(stand, name);
    }

    private Figures start(Stand stand, String folder) throws IOException {
        var subject = stand.subject();
        var builder = stand.newServer(folder, archived ? subject.jvmAsItComes() : subject.jvm());
        long begun = System.nanoTime();
        try (var server = builder.launch()) {
            FirstReply.secondsUntil(server.clientPort(), START_PATIENCE);
            double millis = (System.nanoTime() - begun) / 1e6;
            LockSupport.parkNanos(SETTLED.toNanos());
            return Figures.of(Metric.START, millis)
                    .and(Metric.RESIDENT, ProcessFigures.residentMegabytes(server.pid()));
        }
    }
}
