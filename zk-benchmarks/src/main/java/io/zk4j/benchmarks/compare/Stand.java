/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.Folders;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one subject is measured in one round: starts its servers, with fsync as they come, on the disk of the given folder. What most
 * workloads use is one server that lives as long as the round; it, and the ensemble, are started when first asked for.
 */
final class Stand implements AutoCloseable {
    private static final String[] COMPILER_AND_COLLECTOR = {"-XX:-UseSerialGC", "-XX:TieredStopAtLevel=4"};

    private final Subject subject;
    private final Effort effort;
    private final Path folder;
    private final Supplier<ZkProcess> serverForClients;
    private @Nullable ZkProcess server;
    private @Nullable ZkEnsemble ensemble;

    /**
     * @param serverForClients the server that all subjects' clients are measured with
     */
    Stand(Subject subject, Effort effort, Path folder, Supplier<ZkProcess> serverForClients) {
        this.subject = subject;
        this.effort = effort;
        this.folder = folder;
        this.serverForClients = serverForClients;
    }

    Subject subject() {
        return subject;
    }

    Effort effort() {
        return effort;
    }

    /** Where the subject's processes may keep files. */
    Path folder() {
        return folder;
    }

    /** The one server of this round. */
    ZkProcess server() {
        var running = server;
        if (running == null) {
            running = newServer("shared").start();
            server = running;
        }
        return running;
    }

    /** The three servers of this round. */
    ZkEnsemble ensemble() {
        var running = ensemble;
        if (running == null) {
            running = ZkEnsemble.in(folder.resolve("three"))
                    .members(subject.distribution(), 1, 2, 3)
                    .jvm(COMPILER_AND_COLLECTOR)
                    .jvm(subject.jvmAsItComes().toArray(String[]::new))
                    .set("maxClientCnxns", "0")
                    .start();
            ensemble = running;
        }
        return running;
    }

    /** The server of this round that every subject's client is measured with. */
    ZkProcess serverForClients() {
        return serverForClients.get();
    }

    /** A server of the caller's own, not started yet. */
    ZkProcess.Builder newServer(String name) {
        return newServer(name, subject.jvmAsItComes());
    }

    /** The same with other arguments for its JVM. */
    ZkProcess.Builder newServer(String name, List<String> jvm) {
        return ZkProcess.of(subject.distribution(), folder.resolve(name))
                .jvm(COMPILER_AND_COLLECTOR)
                .jvm(jvm.toArray(String[]::new))
                .set("maxClientCnxns", "0");
    }

    /** {@link #server} to be driven. */
    Servers single() {
        return of(List.of(server()));
    }

    /** {@link #ensemble} to be driven. */
    Servers three() {
        var running = ensemble();
        return of(running.sids().stream().map(running::member).toList());
    }

    private static Servers of(List<ZkProcess> members) {
        return new Servers() {
            @Override
            public int count() {
                return members.size();
            }

            @Override
            public int port(int connection) {
                return members.get(connection % members.size()).clientPort();
            }

            @Override
            public long cpuNanos() {
                return members.stream()
                        .mapToLong(member -> ProcessFigures.cpuNanos(member.pid()))
                        .sum();
            }
        };
    }

    /** Ends the servers of this round and deletes all files. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        if (ensemble != null) {
            ensemble.close();
        }
        if (Files.exists(folder)) {
            Folders.delete(folder);
        }
    }
}
