/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.ServerConfig;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.testing.network.TestNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the servers of one test are set up. Owned by the builder that collects it.
 *
 * <p>Times are short, so that tests are, but long enough for a machine that is busy: a server that fell silent is noticed within a
 * second.
 */
final class ServerSetup {
    static final Duration TICK = Duration.ofMillis(100);
    private static final int SESSION_MILLIS_MAX = 10 * 60 * 1_000;

    private final Map<String, String> settings = new LinkedHashMap<>(Map.of(
            "tickTime", Long.toString(TICK.toMillis()),
            "initLimit", "50",
            "syncLimit", "10",
            "maxSessionTimeout", Integer.toString(SESSION_MILLIS_MAX),
            "maxClientCnxns", "0",
            "preAllocSize", "64",
            "4lw.commands.whitelist", "*",
            "DigestAuthenticationProvider.superDigest", TreeWipe.superDigest()));

    private final StringBuilder quorum = new StringBuilder(); // lines group.N and weight.N
    private @Nullable Path folder; // null = in memory
    private long seed;
    private boolean openSessionsAllowed;

    /**
     * A line of {@code zoo.cfg}, in place of the default of that key; {@code group.N} and {@code weight.N} join the server list.
     *
     * @throws IllegalArgumentException if there is no such key, or it cannot have that value
     */
    void set(String key, String value) {
        if (key.startsWith("group.") || key.startsWith("weight.")) {
            Membership.parse(key + "=" + value); // or throws
            quorum.append(key).append('=').append(value).append('\n');
            return;
        }
        ServerConfig.builder(Path.of("")).set(key, value);
        settings.put(key, value);
    }

    void in(Path kept) {
        folder = kept;
    }

    void seed(long chosen) {
        seed = chosen;
    }

    void allowOpenSessions() {
        openSessionsAllowed = true;
    }

    boolean openSessionsAllowed() {
        return openSessionsAllowed;
    }

    /** Where the server with this name is to keep its data. */
    ServerData data(String name) {
        return ServerData.in(folder, name);
    }

    TestNetwork network() {
        return new TestNetwork(seed);
    }

    /**
     * The servers of a cluster, or none if it is of one that runs alone.
     *
     * @param lines {@code server.N=…}, one for each
     */
    Membership members(List<String> lines) {
        boolean alone = lines.size() == 1 && Boolean.parseBoolean(settings.getOrDefault("standaloneEnabled", "true"));
        return alone ? Membership.NONE : Membership.parse(String.join("\n", lines) + "\n" + quorum);
    }

    /** The configuration of a server that runs alone. */
    ServerConfig alone(Path dataDir, int clientPort) {
        if (!quorum.isEmpty()) {
            throw new IllegalArgumentException("a server that runs alone has no groups and weights: " + quorum);
        }
        return common(dataDir, clientPort).build();
    }

    /** The configuration of one of several servers. */
    ServerConfig member(Path dataDir, int clientPort, Membership all, long own) {
        return common(dataDir, clientPort).member(all, own).build();
    }

    private ServerConfig.Builder common(Path dataDir, int clientPort) {
        var config = ServerConfig.builder(dataDir);
        settings.forEach(config::set);
        return config.clientPort(clientPort).clientPortAddress(ZkTestServer.HOST);
    }
}
