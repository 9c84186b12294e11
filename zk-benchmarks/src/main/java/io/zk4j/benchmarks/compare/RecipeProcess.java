/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.recipes.RecipeQuestion;
import io.zk4j.benchmarks.recipes.ZkRecipes;
import io.zk4j.testing.JavaProcess;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Starts a library's program in a process of its own, with zk4j's server, the same for all. */
final class RecipeProcess {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final List<String> JVM =
            List.of("-Xmx512m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-Dzookeeper.root.level=ERROR");
    private static final long BETWEEN_LOOKS_MILLIS = 5;

    private RecipeProcess() {}

    static JavaProcess start(Stand stand, RecipeQuestion question, int contenders, Duration sessionTimeout) {
        var name = question.name().toLowerCase(Locale.ROOT).replace('_', '-');
        var arguments = List.of(
                stand.subject().name().equals(Subjects.CURATOR) ? Curator.PROGRAM : ZkRecipes.class.getName(),
                name,
                stand.serverForClients().connectString(),
                Long.toString(stand.effort().warmUp().toMillis()),
                Long.toString(stand.effort().measured().toMillis()),
                Integer.toString(contenders),
                Long.toString(sessionTimeout.toMillis()));
        return JavaProcess.start(stand.folder(), name, classPath(stand.subject()), JVM, arguments);
    }

    /** Waits until the program has printed so many lines that begin so; returns them. */
    static List<String> awaitLines(JavaProcess process, String beginning, int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            boolean ended = !process.isAlive();
            var lines = process.output()
                    .lines()
                    .filter(line -> line.startsWith(beginning))
                    .toList();
            if (lines.size() >= count) {
                return lines;
            } else if (ended || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "waited for " + count + " lines " + beginning + ": " + process.output());
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    /** The library's jars first: they and this program's home may have classes of the same names. */
    private static List<Path> classPath(Subject subject) {
        var classPath = new ArrayList<>(subject.distribution().classPath());
        classPath.add(home());
        return classPath;
    }

    /** Where this program's own classes are. */
    static Path home() {
        try {
            return Path.of(RecipeQuestion.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where this program is", e);
        }
    }
}
