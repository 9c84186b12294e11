/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs programs of the operating system, such as {@code kinit}. */
public abstract class Shell {
    private Shell() {}

    /** A program that ended with another status than 0. */
    public static class ExitCodeException extends IOException {
        private static final long serialVersionUID = 1;

        /** What the program has ended with. */
        private final int exitCode;

        /**
         * A program has failed.
         *
         * @param exitCode what it has ended with
         * @param message what it has said
         */
        public ExitCodeException(int exitCode, String message) {
            super(message);
            this.exitCode = exitCode;
        }

        /** {@return the status} */
        public int getExitCode() {
            return exitCode;
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param cmd the program and its arguments
     * @return what it printed to its standard output
     * @throws ExitCodeException if it ended with another status than 0, with what it printed to its error output
     * @throws IOException if it cannot be started
     */
    public static String execCommand(String... cmd) throws IOException {
        return execCommand(null, cmd, 0L);
    }

    /**
     * Runs a program to its end with additional environment variables.
     *
     * @param env what to add to the environment; null for nothing
     * @param cmd the program and its arguments
     * @return what the program has written to its standard output
     * @throws IOException if the program cannot be run, fails, or takes too long
     */
    public static String execCommand(@Nullable Map<String, String> env, String... cmd) throws IOException {
        return execCommand(env, cmd, 0L);
    }

    /**
     * Runs a program to its end with additional environment variables.
     *
     * @param env what to add to the environment; null for nothing
     * @param cmd the program and its arguments
     * @param timeout longest time it may run, in milliseconds; 0 for any
     * @return what the program has written to its standard output
     * @throws IOException if it ran longer; it is killed then
     */
    public static String execCommand(@Nullable Map<String, String> env, String[] cmd, long timeout) throws IOException {
        var builder = new ProcessBuilder(cmd);
        if (env != null) {
            builder.environment().putAll(env);
        }
        Process process = builder.start();
        // Both outputs are drained at once, since a program stops when one of its pipes is full.
        var errors = CompletableFuture.supplyAsync(() -> text(process, true));
        var output = CompletableFuture.supplyAsync(() -> text(process, false));
        try {
            if (timeout > 0 && !process.waitFor(timeout, TimeUnit.MILLISECONDS)) {
                throw new IOException(cmd[0] + " did not end within " + timeout + " ms");
            }
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new ExitCodeException(exitCode, errors.join());
            }
            return output.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + cmd[0] + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Process process, boolean ofErrors) {
        try (var stream = ofErrors ? process.getErrorStream() : process.getInputStream()) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
