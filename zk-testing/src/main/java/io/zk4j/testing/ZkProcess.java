/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A ZooKeeper server in a process of its own: ours, or any other distribution; alone, or a member of a {@link ZkEnsemble}.
 *
 * <pre>{@code
 * try (var server = ZkProcess.of(ZkDistribution.zk4j(), folder).set("tickTime", "500").start()) {
 *     useIt(server.connectString());
 *     server.kill(); // as kill -9 does
 *     server.startAgain();
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address only, on a port that nobody else was given, keeps its files in the given folder
 * and ends with {@link #close}, or with this JVM in whatever way that ends. Not thread-safe.
 */
public final class ZkProcess implements ServerHandle {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(20);
    /** A server that is about to start may leave a question without an answer, and is asked again. */
    private static final Duration MODE_PATIENCE = Duration.ofSeconds(2);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
    private static final String MODE = "Mode: ";

    private final Builder setup;
    private final @Nullable LoopbackPorts claim;
    private final int clientPort;
    private ZkDistribution distribution;
    private @Nullable JavaProcess process;
    private boolean isFrozen;
    private boolean isConfigured;
    private boolean isEndWanted;

    private ZkProcess(Builder setup) {
        this.setup = setup;
        this.distribution = setup.distribution;
        this.claim = setup.clientPort == 0 ? LoopbackPorts.claim(1) : null;
        this.clientPort = claim == null ? setup.clientPort : claim.get(0);
    }

    /** Begins the description of a server that keeps its files in a folder, which is created if missing. */
    public static Builder of(ZkDistribution distribution, Path folder) {
        return new Builder(distribution, folder);
    }

    /** {@code 127.0.0.1:port}. */
    @Override
    public String connectString() {
        return "127.0.0.1:" + clientPort;
    }

    @Override
    public int clientPort() {
        return clientPort;
    }

    /** The {@code dataDir} that the configuration names; it stays when the process has ended. */
    public Path dataDir() {
        return setup.folder.resolve("data");
    }

    public Path configFile() {
        return setup.folder.resolve("zoo.cfg");
    }

    /** What it runs, or ran last. */
    public ZkDistribution distribution() {
        return distribution;
    }

    /** Whether the process runs, frozen or not. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Process id of the running or last process. */
    public long pid() {
        return started().pid();
    }

    /** What the current or last process has printed, on both of its streams. */
    public String output() {
        return started().output();
    }

    /** Answer of the server to a four-letter word. */
    @Override
    public String ask(String word) {
        try {
            return FourLetterWord.ask(clientPort, word, ANSWER_PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(distribution.name() + " did not answer " + word, e);
        }
    }

    /** Starts the process again after {@link #kill} or {@link #stop}, on the same port and files, and waits until it serves. */
    public ZkProcess startAgain() {
        launch();
        awaitServing();
        return this;
    }

    /** As {@link #startAgain()}, but with another server over the same files. */
    public ZkProcess startAgain(ZkDistribution other) {
        return become(other).startAgain();
    }

    /** Starts the process again and does not wait; for a member that finds no quorum yet. */
    public void launchAgain() {
        launch();
    }

    /** From the next start on it is another server over the same files. */
    public ZkProcess become(ZkDistribution other) {
        distribution = other;
        return this;
    }

    /** Ends the process at once, as {@code kill -9} does, also when it is frozen. */
    @Override
    public void kill() {
        isEndWanted = true;
        started().kill();
        isFrozen = false;
    }

    /** Stops the process in its tracks (SIGSTOP): it keeps its ports, connections and memory, and does nothing. */
    public void freeze() {
        started().freeze();
        isFrozen = true;
    }

    /** Lets a frozen process go on (SIGCONT). */
    public void thaw() {
        started().thaw();
        isFrozen = false;
    }

    public boolean isFrozen() {
        return isFrozen;
    }

    /** Asks the process to end (SIGTERM) and waits for it; returns its exit status. */
    public int stop() {
        isEndWanted = true;
        started().terminate();
        return awaitExit(STOP_PATIENCE);
    }

    /** Waits until the process has ended by itself and returns its exit status. */
    public int awaitExit(Duration patience) {
        return started().awaitExit(patience);
    }

    /** Waits until the server answers that it serves clients. */
    public void awaitServing() {
        long deadline = System.nanoTime() + setup.readyWithin.toNanos();
        while (!serves()) {
            if (!isAlive()) {
                throw new IllegalStateException(
                        describe("ended with status " + started().awaitExit(STOP_PATIENCE)));
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(describe("does not serve after " + setup.readyWithin));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Tells of a process that was started and has ended by itself; one that was killed or stopped on request is none. */
    void requireNotEnded() {
        if (process != null && !isAlive() && !isEndWanted) {
            throw new IllegalStateException(
                    describe("ended with status " + started().awaitExit(STOP_PATIENCE)));
        }
    }

    /** Kills the process if it still runs and gives the port back. The files stay. */
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
        if (claim != null) {
            claim.close();
        }
    }

    private void launch() {
        if (isAlive()) {
            throw new IllegalStateException("process " + pid() + " already runs");
        }
        try {
            Files.createDirectories(setup.folder);
            if (!isConfigured) {
                Files.writeString(configFile(), configText());
                isConfigured = true; // from now on it belongs to the server, which rewrites it when the members change
            }
            if (setup.myId != null) {
                Files.createDirectories(dataDir());
                Files.writeString(dataDir().resolve("myid"), setup.myId + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + configFile(), e);
        }
        isEndWanted = false;
        process = JavaProcess.start(
                setup.folder,
                "server",
                distribution.classPath(),
                setup.jvmArguments,
                List.of(distribution.serverMain(), configFile().toString()));
    }

    private String configText() {
        var settings = new LinkedHashMap<>(Map.of("dataDir", dataDir().toString()));
        settings.put("clientPort", Integer.toString(clientPort));
        settings.putAll(setup.settings);
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** Whether it says that it serves clients; {@code false} also if it does not answer. */
    public boolean serves() {
        return !mode().isEmpty();
    }

    /** What it says it is: {@code standalone}, {@code leader}, {@code follower}, {@code observer}; empty if it serves nobody. */
    public String mode() {
        if (!isAlive() || isFrozen) {
            return "";
        }
        try {
            return FourLetterWord.ask(clientPort, "srvr", MODE_PATIENCE)
                    .lines()
                    .filter(line -> line.startsWith(MODE))
                    .map(line -> line.substring(MODE.length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return ""; // not yet listening, or not yet answering
        }
    }

    private JavaProcess started() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    private String describe(String what) {
        return distribution.name() + " (" + setup.folder + ", port " + clientPort + ") " + what + "; it printed:\n"
                + output();
    }

    /** What to start, and how. */
    public static final class Builder {
        private final ZkDistribution distribution;
        private final Path folder;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<String> jvmArguments = new ArrayList<>(List.of(
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dzookeeper.admin.enableServer=false"));
        private int clientPort;
        private @Nullable Long myId;
        private Duration readyWithin = Duration.ofSeconds(60);

        private Builder(ZkDistribution distribution, Path folder) {
            this.distribution = distribution;
            this.folder = folder.toAbsolutePath();
            settings.put("tickTime", "2000");
            settings.put("clientPortAddress", "127.0.0.1");
            settings.put("4lw.commands.whitelist", "*");
        }

        /** A line of {@code zoo.cfg}, in place of the default of that key. */
        public Builder set(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** More arguments for the JVM; later ones win. */
        public Builder jvm(String... arguments) {
            jvmArguments.addAll(List.of(arguments));
            return this;
        }

        /** A port of the caller's, instead of one that is free now. */
        public Builder clientPort(int port) {
            this.clientPort = port;
            return this;
        }

        /** The number of this member of an ensemble, for the {@code myid} file. */
        public Builder myId(long sid) {
            this.myId = sid;
            return this;
        }

        /** How long {@link #start} waits for the server to serve; a minute unless told. */
        public Builder readyWithin(Duration patience) {
            this.readyWithin = patience;
            return this;
        }

        /**
         * Starts the process and waits until it serves clients.
         *
         * @throws IllegalStateException if it ends or does not serve in time; the message holds what it printed
         */
        public ZkProcess start() {
            var server = launch();
            try {
                server.awaitServing();
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        }

        /** Starts the process and does not wait; for servers that are meant to refuse. */
        public ZkProcess launch() {
            var server = prepare();
            server.launch();
            return server;
        }

        /** Makes the handle of a server that has yet to be started. */
        ZkProcess prepare() {
            return new ZkProcess(this);
        }
    }
}
