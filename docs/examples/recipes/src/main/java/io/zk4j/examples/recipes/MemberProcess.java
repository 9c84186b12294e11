/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.recipes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Member} in a JVM of its own, as seen from the one that gives it orders; it ends when that one does. */
final class MemberProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LINES_MAX = 100;

    private final String name;
    private final Process process;
    private final PrintStream orders;
    private final BlockingQueue<String> said = new ArrayBlockingQueue<>(LINES_MAX);
    private volatile boolean killed;

    private MemberProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** Starts one on this JVM's class path. */
    static MemberProcess start(String connectString, String name) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var logging = "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", "");
        var command = List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                logging,
                "-cp",
                System.getProperty("java.class.path"),
                Member.class.getName(),
                connectString,
                name);
        var member = new MemberProcess(
                name,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
        var listener = new Thread(member::listen, "hears " + name);
        listener.setDaemon(true);
        listener.start();
        return member;
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    void order(String order) {
        orders.println(order);
    }

    /**
     * Waits for it to say this, and nothing else.
     *
     * @return the fencing token that it says with it
     */
    long await(String word) throws InterruptedException {
        String line = said.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null || !line.startsWith(word + " ")) {
            throw new IllegalStateException(name + " said " + (line == null ? "nothing" : line) + " within "
                    + PATIENCE.toSeconds() + " s, where it should have said " + word);
        }
        return Long.parseLong(line.substring(word.length() + 1));
    }

    boolean hasSaidNothing() {
        return said.isEmpty();
    }

    /** As {@code kill -9} does; what it says then goes unheard, since this JVM closes its own end first. */
    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** It says goodbye to the servers by itself when its input ends. */
    @Override
    public void close() {
        orders.close();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.put(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            if (!killed) {
                throw new UncheckedIOException("could not hear what " + name + " says", e);
            }
        }
    }
}
