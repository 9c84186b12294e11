/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.ZkDistribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A contender that runs, whatever it is written in. */
interface ContenderProcess extends AutoCloseable {
    boolean isAlive();

    /** As {@code kill -9} does. */
    void kill();

    /** Its exit status, or an exception with what it printed if it does not end. */
    int awaitExit(Duration patience);

    String output();

    /** Kills it if it still runs. */
    @Override
    default void close() {
        if (isAlive()) {
            kill();
        }
    }

    /** One in Java. */
    static ContenderProcess java(Path folder, List<Path> classPath, List<String> mainAndArguments) {
        var jvm = List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
        var process = JavaProcess.start(folder, "contender", classPath, jvm, mainAndArguments);
        return new ContenderProcess() {
            @Override
            public boolean isAlive() {
                return process.isAlive();
            }

            @Override
            public void kill() {
                process.kill();
            }

            @Override
            public int awaitExit(Duration patience) {
                return process.awaitExit(patience);
            }

            @Override
            public String output() {
                return process.output();
            }
        };
    }

    /** zk4j's, from the class path of this JVM. */
    static ContenderProcess zk4j(Path folder, List<String> arguments) {
        return java(folder, ZkDistribution.zk4j().classPath(), with(ZkContender.class.getName(), arguments));
    }

    /** kazoo's; it ends when its input does, and so with this JVM. */
    static ContenderProcess kazoo(Path folder, Path program, List<String> arguments) {
        var output = folder.resolve("contender.out");
        try {
            Files.createDirectories(folder);
            var command = with("/usr/bin/python3", with(program.toString(), arguments));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return new PythonProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + program, e);
        }
    }

    private static List<String> with(String first, List<String> others) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    /** A running Python. */
    record PythonProcess(Process process, Path outputFile) implements ContenderProcess {
        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
            awaitExit(Duration.ofSeconds(20));
        }

        @Override
        public int awaitExit(Duration patience) {
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "process " + process.pid() + " still runs after " + patience + ":\n" + output());
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + process.pid(), e);
            }
        }

        @Override
        public String output() {
            try {
                return Files.readString(outputFile);
            } catch (IOException e) {
                throw new UncheckedIOException("could not read " + outputFile, e);
            }
        }
    }
}
