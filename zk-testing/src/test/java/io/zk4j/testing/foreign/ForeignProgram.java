/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zk4j.testing.e2e.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that is not Java's: what it needs, what it reads and what it prints. */
final class ForeignProgram {
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** For programs whose lines matter only at the end. */
    static final LineListener NOBODY_LISTENS = (line, program) -> {};

    private ForeignProgram() {}

    /**
     * What a program printed.
     *
     * @param status its exit status
     */
    record Run(int status, List<String> lines) {}

    /** Called for each line that a running program prints. */
    @FunctionalInterface
    interface LineListener {
        void printed(String line, ProcessHandle program) throws IOException, InterruptedException;
    }

    static Path folder() {
        return TestFolders.module().resolve("src/test/programs/foreign");
    }

    /** Fails, and says what to do, if a file that the program needs is not installed. */
    static Path require(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing; " + folder().resolve("install.sh") + " installs it");
        }
        return file;
    }

    /** Stops a program where it is ({@code "STOP"}), or lets it go on ({@code "CONT"}). */
    static void signal(ProcessHandle program, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(program.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Runs a command to its end, killing it if it takes too long. */
    static Run run(Map<String, String> environment, String input, LineListener listener, List<String> command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        var killer = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        try (var out = process.inputReader(UTF_8)) {
            try (var in = process.outputWriter(UTF_8)) {
                in.write(input);
            }
            var lines = new ArrayList<String>();
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                listener.printed(line, process.toHandle());
            }
            return new Run(process.waitFor(), lines);
        } finally {
            killer.cancel(false);
            process.destroyForcibly();
        }
    }
}
