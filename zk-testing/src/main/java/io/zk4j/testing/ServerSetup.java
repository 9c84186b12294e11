/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.ServerConfig;
import io.zk4j.server.acl.DigestScheme;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.testing.network.TestNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the servers of one test are set up, whether one runs alone or several together. Owned by the thread that collects it.
 *
 * <p>Times are short, so that tests are, but long enough for a machine that is busy, or stands still for a moment: a server
 * that fell silent is given up after three seconds.
 *
 * @param <B> the builder that this is
 */
public abstract class ServerSetup<B extends ServerSetup<B>> {
    /**
     * Who may do everything, as user and password of the scheme {@code digest}: {@code client.addAuth("digest",
     * Bytes.ofUtf8(SUPERUSER))}. A {@code reconfig} needs such a client. A test that sets
     * {@code DigestAuthenticationProvider.superDigest} has its own one instead, and then a wipe of the tree fails at znodes that not everybody
     * may delete.
     */
    public static final String SUPERUSER = "super:zk4j-testing";

    private static final String SUPER_DIGEST = "DigestAuthenticationProvider.superDigest";
    /** Keys that a test cannot set, and why. */
    private static final Map<String, String> CHOSEN_BY_THE_FIXTURE = Map.of(
            "clientPort", "the fixture chooses a port that stays the server's own; clientPort() of the server tells it",
            "clientPortAddress", "the servers of a test listen on " + ZkTestServer.HOST + " only",
            "dataDir", "the fixture chooses it; in(folder) keeps the data in a folder of yours",
            "server.", "the servers of a cluster follow from servers(count) and observers(count)");

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int SESSION_MILLIS_MAX = 10 * 60 * 1_000;

    private final Map<String, String> settings = new LinkedHashMap<>(Map.of(
            "tickTime", Long.toString(TICK.toMillis()),
            "initLimit", "50",
            "syncLimit", "30",
            "maxSessionTimeout", Integer.toString(SESSION_MILLIS_MAX),
            "maxClientCnxns", "0",
            "preAllocSize", "64",
            "4lw.commands.whitelist", "*"));

    private final List<String> quorum = new ArrayList<>(); // lines group.N and weight.N
    private @Nullable Path folder; // null = in memory
    private long seed;
    private boolean openSessionsAllowed;

    ServerSetup() {}

    abstract B self();

    /**
     * A line of each server's {@code zoo.cfg}, in place of the default of that key. Lines {@code group.N} and {@code weight.N} join the
     * server list of a cluster.
     *
     * @throws IllegalArgumentException if there is no such key, it cannot have that value, or the fixture decides on it
     */
    public B set(String key, String value) {
        var reason = CHOSEN_BY_THE_FIXTURE.get(key.startsWith("server.") ? "server." : key);
        if (reason != null) {
            throw new IllegalArgumentException(key + "=" + value + " cannot be set: " + reason);
        }
        if (key.startsWith("group.") || key.startsWith("weight.")) {
            Membership.parse(key + "=" + value); // or throws
            quorum.add(key + "=" + value);
        } else {
            ServerConfig.builder(Path.of("")).set(key, value); // or throws
            settings.put(key, value);
        }
        return self();
    }

    /** The unit of all the servers' times; 100 ms unless told. A server that falls silent is given up after thirty. */
    public B tick(Duration length) {
        return set("tickTime", Long.toString(length.toMillis()));
    }

    /**
     * Keeps the data below a folder of the caller's, which stays when the servers are closed, instead of in memory.
     *
     * @param kept is created if it is missing; each server has a folder of its own in it
     */
    public B in(Path kept) {
        folder = kept;
        return self();
    }

    /** What chance decides follows from this; 0 unless told. */
    public B seed(long chosen) {
        seed = chosen;
        return self();
    }

    /** Closing the servers while clients are open is no mistake. */
    public B allowOpenSessions() {
        openSessionsAllowed = true;
        return self();
    }

    boolean openSessionsAllowed() {
        return openSessionsAllowed;
    }

    /**
     * The files of a server, which have its configuration.
     *
     * @param name of the folder that they are in
     * @param id its number; 0 if it runs alone
     * @param members {@code server.N=…}, one line for each server of a cluster; empty for a server that runs alone
     */
    ServerFiles files(String name, long id, int clientPort, List<String> members) {
        boolean alone = members.isEmpty() || (members.size() == 1 && standaloneEnabled());
        if (alone && !quorum.isEmpty()) {
            throw new IllegalArgumentException("a server that runs alone has no groups and weights: " + quorum);
        }
        return new ServerFiles(folder, name, alone ? 0 : id, dataDir -> {
            var all = new LinkedHashMap<>(settings);
            all.computeIfAbsent(SUPER_DIGEST, key -> superDigest());
            all.put("dataDir", dataDir.toString());
            all.put("clientPortAddress", ZkTestServer.HOST);
            all.put("clientPort", Integer.toString(clientPort));
            var lines = new ArrayList<String>();
            all.forEach((key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\")));
            if (!alone) {
                lines.addAll(members);
                lines.addAll(quorum);
            }
            return lines;
        });
    }

    TestNetwork network() {
        return new TestNetwork(seed);
    }

    private String superDigest() {
        var algorithm = settings.getOrDefault("DigestAuthenticationProvider.digestAlg", DigestScheme.DEFAULT_ALGORITHM);
        return new DigestScheme(algorithm, null).idOf(SUPERUSER);
    }

    /** Closes what could not be started; the reason for that stays the first thing to tell. */
    static void closeAfter(RuntimeException reason, AutoCloseable servers) {
        try {
            servers.close();
        } catch (Exception e) {
            reason.addSuppressed(e);
        }
    }

    private boolean standaloneEnabled() {
        return Boolean.parseBoolean(settings.getOrDefault("standaloneEnabled", "true"));
    }
}
