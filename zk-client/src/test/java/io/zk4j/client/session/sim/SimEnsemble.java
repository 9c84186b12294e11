/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.zk4j.protocol.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** What the servers agree on: the log of changes, the sessions, and which requests have been carried out. */
final class SimEnsemble {
    /** One change of one znode. Those of one transaction share a zxid, and with it their events do. */
    record Change(long zxid, EventType type, String path) {}

    /** A session as the servers see it. It expires at the earliest moment that the protocol allows. */
    static final class Session {
        final long id;
        final int timeoutMillis;
        long heardMillis;
        boolean closed;
        /** The connection that attached it last; requests of others are not carried out. */
        SimConnection owner;

        Session(long id, int timeoutMillis, long nowMillis) {
            this.id = id;
            this.timeoutMillis = timeoutMillis;
            this.heardMillis = nowMillis;
        }

        boolean isAlive(long nowMillis) {
            return !closed && nowMillis - heardMillis < timeoutMillis;
        }
    }

    final Timeline timeline;
    final Random random;
    final List<SimServer> servers = new ArrayList<>();
    final List<List<Change>> log = new ArrayList<>();
    final Map<Long, Session> sessions = new HashMap<>();
    /** Requests that were carried out, by identity: each call of the client has a request object of its own. */
    final IdentityHashMap<Object, Integer> executions = new IdentityHashMap<>();

    private final Set<String> present = new HashSet<>();

    SimEnsemble(Timeline timeline, Random random, int size) {
        this.timeline = timeline;
        this.random = random;
        for (int i = 0; i < size; i++) {
            servers.add(new SimServer(this, i));
        }
    }

    long lastZxid() {
        return log.size();
    }

    boolean exists(String path) {
        return present.contains(path);
    }

    /** Commits a transaction of one change; each server learns of it when it gets round to it. */
    long commit(EventType type, String path) {
        return commit(List.of(change(type, path)));
    }

    private long commit(List<Change> transaction) {
        log.add(transaction);
        return log.size();
    }

    private Change change(EventType type, String path) {
        if (type == EventType.NODE_DELETED) {
            present.remove(path);
        } else {
            present.add(path);
        }
        return new Change(log.size() + 1, type, path);
    }

    Session open(int timeoutMillis) {
        var session = new Session(0x1000L + sessions.size(), timeoutMillis, timeline.now());
        sessions.put(session.id, session);
        return session;
    }

    /** Another client changes some znodes in one transaction. */
    void changeSomething(List<String> paths) {
        commit(paths.stream().map(path -> change(anyChange(path), path)).toList());
        for (SimServer server : servers) {
            long upTo = lastZxid();
            timeline.after(random.nextInt(server.lagMillis + 1), () -> server.applyUpTo(upTo));
        }
    }

    private EventType anyChange(String path) {
        if (!exists(path)) {
            return EventType.NODE_CREATED;
        }
        return random.nextInt(3) == 0 ? EventType.NODE_DELETED : EventType.NODE_DATA_CHANGED;
    }
}
