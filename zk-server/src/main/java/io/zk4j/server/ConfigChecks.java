/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static io.zk4j.server.ConfigKey.Standing.REFUSED;

import io.zk4j.server.ServerConfig.Origin;
import io.zk4j.server.ServerConfig.Setting;
import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Membership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that span more than one line, and the values that follow from others. Adds to the lists it was given. */
final class ConfigChecks {
    private final String source;
    private final Map<ConfigKey<?>, Setting> settings;
    private final Set<ConfigKey<?>> misread; // given, with a value that made no sense; that has been said
    private static final long MARK_OF_TTL = 0xFF;
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final Membership members;
    private final List<String> warnings;
    private final List<String> problems;
    private @Nullable String noMember;

    ConfigChecks(
            String source,
            Map<ConfigKey<?>, Setting> settings,
            Set<ConfigKey<?>> misread,
            Membership members,
            List<String> warnings,
            List<String> problems) {
        this.source = source;
        this.settings = settings;
        this.misread = misread;
        this.members = members;
        this.warnings = warnings;
        this.problems = problems;
    }

    /** Returns the server's number: that of {@code myid} in an ensemble, else 0. */
    long run() {
        checkDirectories();
        checkTimeouts();
        checkClientPort();
        raiseToMinimum(DataKeys.SNAP_COUNT, 2);
        raiseToMinimum(DataKeys.PURGE_RETAIN, 3);
        raiseToMinimum(ClientKeys.JUTE_EXTRA, 1024);
        problems.addAll(members.problems(value(EnsembleKeys.STANDALONE)).stream()
                .map(problem -> source + ": " + problem + ".")
                .toList());
        return isEnsemble() ? checkEnsemble() : 0;
    }

    /** Why this server is none of the members that it knows, and what to do; null if it is one, or runs alone. */
    @Nullable
    String noMember() {
        return noMember;
    }

    private boolean isEnsemble() {
        return ServerConfig.isEnsemble(members, value(EnsembleKeys.STANDALONE));
    }

    private void checkDirectories() {
        if (!isGiven(DataKeys.DATA_DIR)) {
            missing(DataKeys.DATA_DIR, "/var/lib/zookeeper");
        }
        warnIfRelative(DataKeys.DATA_DIR);
        warnIfRelative(DataKeys.DATA_LOG_DIR);
    }

    private void warnIfRelative(ConfigKey<Path> key) {
        var setting = settings.get(key);
        if (setting != null
                && setting.value() instanceof Path path
                && !path.isAbsolute()
                && !path.toString().startsWith(".")) {
            warnings.add(setting.origin() + ": " + key + "=" + path + ": is relative to the folder that the server is"
                    + " started in. Write ./" + path + " if that is meant, or the whole path.");
        }
    }

    private void checkTimeouts() {
        int tick = value(ClientKeys.TICK_TIME);
        derive(ClientKeys.MIN_SESSION_TIMEOUT, 2, tick);
        derive(ClientKeys.MAX_SESSION_TIMEOUT, 20, tick);
        int min = value(ClientKeys.MIN_SESSION_TIMEOUT);
        int max = value(ClientKeys.MAX_SESSION_TIMEOUT);
        if (min > max) {
            problems.add(source + ": minSessionTimeout=" + min + " (" + origin(ClientKeys.MIN_SESSION_TIMEOUT)
                    + ") is longer than maxSessionTimeout=" + max + " (" + origin(ClientKeys.MAX_SESSION_TIMEOUT)
                    + "); set both so that it is not.");
        }
    }

    private void derive(ConfigKey<Integer> key, int ticks, int tickMillis) {
        if (value(key) == -1) {
            settings.put(
                    key, new Setting(Math.multiplyExact(ticks, tickMillis), Origin.of("default, " + ticks + " ticks")));
        }
    }

    private void checkClientPort() {
        var hasPort = isGiven(ClientKeys.CLIENT_PORT);
        var host = settings.get(ClientKeys.CLIENT_PORT_ADDRESS);
        if (!hasPort && host != null) {
            problems.add(source + ": clientPortAddress is set without clientPort; add a line clientPort=2181.");
        } else if (!hasPort
                && !isEnsemble()
                && settings.keySet().stream().noneMatch(key -> key.standing() == REFUSED)) {
            missing(ClientKeys.CLIENT_PORT, "2181");
        }
        if (host != null) {
            try {
                InetAddress.getByName(String.valueOf(host.value()));
            } catch (UnknownHostException e) {
                problems.add(source + ": clientPortAddress=" + host.value() + " (" + host.origin()
                        + "): is not an address of this machine's name service; give an address or remove the line.");
            }
        }
    }

    /** As Apache does, but not in silence. */
    private void raiseToMinimum(ConfigKey<Integer> key, int min) {
        var setting = settings.get(key);
        if (setting != null && setting.value() instanceof Integer value && value < min) {
            warnings.add(
                    setting.origin() + ": " + key + "=" + value + ": is raised to " + min + ", the least allowed.");
            settings.put(
                    key,
                    new Setting(
                            min,
                            new Origin(
                                    setting.origin() + ", raised",
                                    setting.origin().brief() + ", raised")));
        }
    }

    private long checkEnsemble() {
        for (var key : List.of(EnsembleKeys.INIT_LIMIT, EnsembleKeys.SYNC_LIMIT)) {
            var setting = settings.get(key);
            if (setting == null ? !misread.contains(key) : setting.value().equals(0)) {
                missing(key, key.equals(EnsembleKeys.INIT_LIMIT) ? "10" : "5");
            }
        }
        var dataDir = settings.get(DataKeys.DATA_DIR);
        if (dataDir == null) {
            return 0;
        }
        long id = readMyId(((Path) dataDir.value()).resolve("myid"));
        var self = members.member(id);
        if (self != null) {
            checkNumber(self);
            takeClientAddress(self);
        }
        return id;
    }

    private void checkNumber(Member self) {
        if ((self.id() & MARK_OF_TTL) == MARK_OF_TTL) {
            problems.add(source + ": server." + self.id() + ": no session of a server with this number could be told"
                    + " from a time to live; give it a number from 1 to 254.");
        }
    }

    /** The server's own line may say where clients are served; what is said elsewhere too must agree. */
    private void takeClientAddress(Member self) {
        var client = self.client();
        if (client == null) {
            return;
        }
        var origin = Origin.of("server." + self.id());
        var port = settings.get(ClientKeys.CLIENT_PORT);
        var host = settings.get(ClientKeys.CLIENT_PORT_ADDRESS);
        boolean samePort = port == null || port.value().equals(client.port());
        boolean sameHost = host == null || host.value().equals(client.host()) || ANY_ADDRESS.equals(host.value());
        if (!samePort || !sameHost) {
            problems.add(source + ": server." + self.id() + " serves clients at " + client.host() + ":" + client.port()
                    + " according to its line, and elsewhere according to clientPort and clientPortAddress; remove the"
                    + " latter.");
            return;
        }
        settings.put(ClientKeys.CLIENT_PORT, new Setting(client.port(), origin));
        if (!client.host().equals(ANY_ADDRESS)) {
            settings.put(ClientKeys.CLIENT_PORT_ADDRESS, new Setting(client.host(), origin));
        }
    }

    private long readMyId(Path myid) {
        var advice = "write the number of this server's line server.N into it, one of " + members.ids() + ".";
        try {
            var text = ConfigFile.readMyId(myid);
            var id = parse(text);
            if (id != null && members.member(id) != null) {
                return id;
            }
            var dynamic = settings.get(EnsembleKeys.DYNAMIC_FILE);
            noMember = id != null && dynamic != null
                    ? "server " + id + " (" + myid + ") is not a member according to " + dynamic.value()
                            + ": while it runs, `reconfig -add` makes it one; to start it, add its own line server."
                            + id
                            + "=...:observer to that file."
                    : myid + ": '" + text + "' is not the number of a server in " + source + "; " + advice;
        } catch (NoSuchFileException e) {
            noMember = myid + ": there is no such file; " + advice;
        } catch (IOException e) {
            noMember = myid + ": cannot be read (" + e + "); " + advice;
        }
        return 0;
    }

    private static @Nullable Long parse(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private boolean isGiven(ConfigKey<?> key) {
        return settings.containsKey(key) || misread.contains(key);
    }

    private void missing(ConfigKey<?> key, String example) {
        problems.add(
                source + ": " + key + " is not set (" + key.effect() + "); add a line " + key + "=" + example + ".");
    }

    @SuppressWarnings("unchecked") // settings are only ever put under a key of their own type
    private <T> T value(ConfigKey<T> key) {
        var setting = settings.get(key);
        return setting != null ? (T) setting.value() : key.fallback().orElseThrow();
    }

    private Origin origin(ConfigKey<?> key) {
        var setting = settings.get(key);
        return setting == null ? Origin.DEFAULT : setting.origin();
    }
}
