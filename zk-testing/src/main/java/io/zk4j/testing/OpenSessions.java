/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import io.zk4j.server.core.CoreState;
import io.zk4j.server.net.word.ConnectionView;
import io.zk4j.server.watch.WatchMode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks for clients that a test has left open, and tells enough of them, once, that their owner is found. Thread-safe. */
final class OpenSessions {
    /** A client that has been closed may need a moment to close its connection: about a second, in which a pause of the machine is one look. */
    private static final int LOOKS_MAX = 500;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final List<ZkTestServer> servers;
    private final TestClients clients;
    private final Set<Long> told = ConcurrentHashMap.newKeySet();

    OpenSessions(List<ZkTestServer> servers, TestClients clients) {
        this.servers = servers;
        this.clients = clients;
    }

    /**
     * Waits a moment until no client is connected with a session, and those that the fixture made are closed. One that was told before is no
     * news.
     *
     * @throws IllegalStateException if one stays, with its watches, its ephemerals and, if the fixture made it, where it was opened
     */
    void requireNone() {
        for (int looks = 1; !open().isEmpty(); looks++) {
            if (looks == LOOKS_MAX) {
                var stories =
                        servers.stream().map(this::stories).collect(Collectors.joining()) + storiesOfUnconnected();
                told.addAll(open());
                throw new IllegalStateException("clients are still open, close them before the servers:" + stories);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Set<Long> open() {
        var open = connected();
        open.addAll(clients.open());
        open.removeAll(told);
        return open;
    }

    private Set<Long> connected() {
        var connected = new TreeSet<Long>();
        servers.forEach(server -> connected.addAll(sessions(server)));
        return connected;
    }

    private List<Long> sessions(ZkTestServer server) {
        return server.role().serves()
                ? server.connectedSessions().stream()
                        .filter(session -> !told.contains(session))
                        .toList()
                : List.of();
    }

    private String storiesOfUnconnected() {
        var sessions = clients.open();
        sessions.removeAll(connected());
        sessions.removeAll(told);
        return sessions.stream()
                .map(session -> "\n    session 0x" + Long.toHexString(session) + ", connected to no server, opened"
                        + clients.whereOpened(session))
                .collect(Collectors.joining());
    }

    private String stories(ZkTestServer server) {
        return sessions(server).isEmpty()
                ? ""
                : server.connections().stream()
                        .filter(connection -> connection.sessionId() != 0 && !told.contains(connection.sessionId()))
                        .map(connection -> story(server, connection))
                        .collect(Collectors.joining());
    }

    private String story(ZkTestServer server, ConnectionView connection) {
        long session = connection.sessionId();
        var where = clients.whereOpened(session);
        return "\n    session 0x" + Long.toHexString(session) + " from " + connection.remote() + " at " + server
                + server.look(state -> possessions(state, session))
                + (where.isEmpty()
                        ? " (the fixture did not make it; a client that it makes is told with its stack)"
                        : ", opened" + where);
    }

    private static String possessions(CoreState state, long session) {
        var watched = new EnumMap<WatchMode, Set<String>>(WatchMode.class);
        state.watches().forEachWatch((path, watcher, mode) -> {
            if (watcher.sessionId() == session) {
                watched.computeIfAbsent(mode, any -> new TreeSet<>()).add(path);
            }
        });
        var watches = watched.entrySet().stream()
                .map(of -> ", " + kind(of.getKey()) + " watches " + of.getValue())
                .collect(Collectors.joining());
        return (watches.isEmpty() ? ", no watches" : watches) + ", ephemerals "
                + new TreeSet<>(state.tree().ephemerals().getOrDefault(session, Set.of()));
    }

    private static String kind(WatchMode mode) {
        return switch (mode) {
            case DATA -> "data"; // a watch for existence is one of these
            case CHILDREN -> "child";
            case PERSISTENT -> "persistent";
            case RECURSIVE -> "recursive";
        };
    }
}
