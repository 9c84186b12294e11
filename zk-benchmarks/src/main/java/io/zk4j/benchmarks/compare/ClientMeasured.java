/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.client.ClientProgram;
import io.zk4j.testing.JavaProcess;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is measured of the client jar: the subject's client against zk4j's server, the same for all subjects.
 *
 * @param question what {@link ClientProgram} is to measure
 */
record ClientMeasured(String name, String title, String question, List<Need> needs) implements Workload {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> JVM =
            List.of("-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dzookeeper.root.level=WARN");

    static List<Workload> all() {
        return List.of(
                new ClientMeasured(
                        "client-sync-get",
                        "client: sync get",
                        "sync-get",
                        List.of(new Need(Metric.CPU, 0.5), new Need(Metric.ALLOCATED, 0.2))),
                new ClientMeasured("client-sync-set", "client: sync set", "sync-set", List.of()),
                new ClientMeasured(
                        "client-async-get",
                        "client: async get, 1,000 outstanding",
                        "async-get",
                        List.of(
                                new Need(Metric.RATE, 10),
                                new Need(Metric.CPU, 1.0 / 8),
                                new Need(Metric.ALLOCATED, 1.0 / 6))),
                new ClientMeasured("client-async-set", "client: async set, 1,000 outstanding", "async-set", List.of()),
                new ClientMeasured("client-watch", "client: set to watcher called", "watch", List.of()),
                new ClientMeasured(
                        "client-connect",
                        "client: connect, close",
                        "connect",
                        List.of(new Need(Metric.CONNECT, 0.5), new Need(Metric.CLOSE, 1.0 / 20))));
    }

    /** Apache's client is the same whichever way its server accepts connections. */
    @Override
    public boolean concerns(Subject subject) {
        return !subject.name().equals(Subjects.APACHE_NETTY);
    }

    @Override
    public Figures measure(Stand stand) throws Exception {
        var arguments = List.of(
                ClientProgram.class.getName(),
                question,
                stand.serverForClients().connectString(),
                Long.toString(stand.effort().warmUp().toMillis()),
                Long.toString(stand.effort().measured().toMillis()));
        try (var process = JavaProcess.start(stand.folder(), name, classPath(stand.subject()), JVM, arguments)) {
            if (process.awaitExit(PATIENCE) != 0) {
                throw new IllegalStateException(stand.subject().name() + "'s client: " + process.output());
            }
            return Figures.read(process.output());
        }
    }

    /** The subject's jars first: they and this program's home may have classes of the same names. */
    private static List<Path> classPath(Subject subject) throws URISyntaxException {
        var classPath = new ArrayList<>(subject.distribution().classPath());
        classPath.add(Path.of(ClientProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        return classPath;
    }
}
