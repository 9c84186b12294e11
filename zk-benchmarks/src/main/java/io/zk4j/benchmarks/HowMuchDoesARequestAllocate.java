/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and writes one znode through each client API against a server of ours, every client in a JVM of its own, and prints how many
 * bytes the client allocates for each request, the reply that it hands over included.
 *
 * <p>Arguments: {@code [data bytes [folder of Apache's jars]]}, by default 100 and {@code zk-testing/target/foreign/apache-zookeeper},
 * where the build puts them.
 */
public final class HowMuchDoesARequestAllocate {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String SERVER_HEAP = "-Xmx512m";
    private static final String CLIENT_HEAP = "-Xmx512m";

    private final ZkProcess server;
    private final Path folder;
    private final String dataBytes;
    private final PrintStream out;

    private HowMuchDoesARequestAllocate(ZkProcess server, Path folder, String dataBytes, PrintStream out) {
        this.server = server;
        this.folder = folder;
        this.dataBytes = dataBytes;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        String dataBytes = arguments.length > 0 ? arguments[0] : "100";
        Path apache = Path.of(arguments.length > 1 ? arguments[1] : "zk-testing/target/foreign/apache-zookeeper")
                .toAbsolutePath();
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "allocations");
        var ours = ZkDistribution.zk4j().classPath();
        try (var server = ZkProcess.of(ZkDistribution.zk4j(), folder.resolve("server"))
                .jvm(SERVER_HEAP)
                .set("forceSync", "no")
                .start()) {
            var question = new HowMuchDoesARequestAllocate(server, folder, dataBytes, System.out);
            question.ask("Apache's ZooKeeper", AllocationsOfZooKeeper.class, with(apache));
            question.ask("our ZooKeeper", AllocationsOfZooKeeper.class, ours);
            question.ask("our ZkClient", AllocationsOfZkClient.class, ours);
        }
        Folders.delete(folder);
    }

    /** Our programs, and Apache's client in place of ours. */
    private static List<Path> with(Path apache) throws Exception {
        var classPath = new ArrayList<Path>();
        var self = HowMuchDoesARequestAllocate.class.getProtectionDomain().getCodeSource();
        classPath.add(Path.of(self.getLocation().toURI()));
        classPath.addAll(ZkDistribution.jarsIn(apache));
        return classPath;
    }

    private void ask(String client, Class<?> program, List<Path> classPath) {
        out.println(client + ", bytes per request with " + dataBytes + " bytes of data");
        var main = List.of(program.getName(), server.connectString(), dataBytes);
        var jvm = List.of(CLIENT_HEAP, "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-Dlogback.level=warn");
        try (var process = JavaProcess.start(folder, program.getSimpleName(), classPath, jvm, main)) {
            int status = process.awaitExit(PATIENCE);
            out.println(process.output());
            if (status != 0) {
                throw new IllegalStateException(client + " has ended with status " + status);
            }
        }
    }
}
