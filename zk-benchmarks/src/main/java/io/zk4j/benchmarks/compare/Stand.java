/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.Folders;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where one subject is measured in one round: starts its servers, with fsync as they come, on the disk of the given folder. What most
 * workloads use is one server that lives as long as the round.
 */
final class Stand implements AutoCloseable {
    private final Subject subject;
    private final Effort effort;
    private final Path folder;
    private @Nullable ZkProcess shared;

    Stand(Subject subject, Effort effort, Path folder) {
        this.subject = subject;
        this.effort = effort;
        this.folder = folder;
    }

    Subject subject() {
        return subject;
    }

    Effort effort() {
        return effort;
    }

    /** The server of this round, started when first asked for. */
    ZkProcess server() {
        var running = shared;
        if (running == null) {
            running = newServer("shared").start();
            shared = running;
        }
        return running;
    }

    /** The CPU time that the server of this round has used so far. */
    long cpuNanos() {
        return Cpu.nanosOf(server().pid());
    }

    /** A server of the caller's own, not started yet. */
    ZkProcess.Builder newServer(String name) {
        return ZkProcess.of(subject.distribution(), folder.resolve(name))
                .jvm("-XX:-UseSerialGC", "-XX:TieredStopAtLevel=4")
                .jvm(subject.jvm().toArray(String[]::new))
                .set("maxClientCnxns", "0");
    }

    /** Ends the server of this round and deletes all files. */
    @Override
    public void close() throws IOException {
        if (shared != null) {
            shared.close();
        }
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }
}
