/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.Set;

/**
 * Hears the events of a session, on the session's I/O thread, in their order among the replies: an event comes before the reply of
 * every request that could have seen the change. Must not block.
 *
 * @param <W> what the caller uses as watcher
 */
@FunctionalInterface
public interface SessionListener<W> {
    /**
     * An event with the watchers that it is for: those registered for the node, or for a change of the session all that are
     * registered and the default watcher. The set is the listener's to keep, and may be empty.
     */
    void onEvent(SessionEvent event, Set<W> watchers);
}
