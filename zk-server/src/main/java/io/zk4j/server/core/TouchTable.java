/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.message.Touch;
import io.zk4j.server.session.SessionTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sessions a learner has heard of since it last told the leader, who alone decides which of them expire.
 *
 * <p>Packets do not report themselves: when the leader asks, the connections are asked when they last got one. Only what no
 * connection can tell any more is noted here. Owned by the core thread.
 */
final class TouchTable {
    private final Map<Long, ClientConnection> attached;
    private final Set<Long> noted = new HashSet<>(); // begun, or detached after a packet; at most a tick's worth
    private boolean asked; // there is a leader that asks; or what is noted would never be taken
    private long takenMillis = Long.MIN_VALUE;

    TouchTable(Map<Long, ClientConnection> attached) {
        this.attached = attached;
    }

    /** A session has begun, wherever its client is: it must not expire before that server has been asked. */
    void begun(long id) {
        if (asked) {
            noted.add(id);
        }
    }

    /** The connection of a session is gone. */
    void lost(long id, long heardMillis) {
        if (asked && heardMillis >= takenMillis) {
            noted.add(id);
        }
    }

    /** What has been heard since this was last asked. */
    List<Touch> take(long nowMillis, SessionTable sessions) {
        attached.forEach((id, connection) -> {
            if (connection.heardMillis() >= takenMillis
                    || !connection.unfinished().isEmpty()) {
                noted.add(id);
            }
        });
        takenMillis = nowMillis;
        var touches = new ArrayList<Touch>();
        for (long id : noted) {
            if (sessions.contains(id)) {
                touches.add(new Touch(id, sessions.timeoutMillis(id)));
            }
        }
        noted.clear();
        return touches;
    }

    /** From now on there is a leader that asks. */
    void begin() {
        asked = true;
    }

    /** There is no leader any more. */
    void end() {
        asked = false;
        noted.clear();
        takenMillis = Long.MIN_VALUE;
    }
}
