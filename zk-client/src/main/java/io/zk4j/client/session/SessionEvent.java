/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import org.jspecify.annotations.Nullable;

/**
 * Something that watchers hear about: a change of a znode, or of the session.
 *
 * @param state the session's state at that moment
 * @param serverPath the znode, as the server knows it; null for a change of the session
 * @param zxid of the transaction that caused it; -1 if unknown, as for events that a reconnect caught up with
 */
public record SessionEvent(
        EventType type, KeeperState state, @Nullable String serverPath, long zxid) {
    /** The zxid of an event that no known transaction caused. */
    public static final long NO_ZXID = -1;
}
