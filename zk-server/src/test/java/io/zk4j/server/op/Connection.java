/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.EventType;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.server.acl.AuthId;
import io.zk4j.server.watch.Watcher;
import java.util.ArrayList;
import java.util.List;

/** One client of an {@link InMemoryServer}, with everything it has been sent. */
public final class Connection implements Watcher {
    public final List<AuthId> ids = new ArrayList<>(List.of(AuthId.ofAddress("127.0.0.1")));

    /** Events and replies in the order in which they were sent. */
    public final List<String> received = new ArrayList<>();

    private final long sessionId;

    public Connection(long sessionId) {
        this.sessionId = sessionId;
    }

    @Override
    public void deliver(WatcherEvent event, long zxid) {
        received.add(EventType.of(event.type()) + " " + event.path() + " @" + Long.toHexString(zxid));
    }

    /** What has been received since the last call. */
    public List<String> takeReceived() {
        var taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    public Caller caller() {
        return new Caller(sessionId, ids);
    }

    @Override
    public List<AuthId> ids() {
        return ids;
    }

    @Override
    public long sessionId() {
        return sessionId;
    }
}
