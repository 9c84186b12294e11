/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.server.acl.AuthId;
import java.util.List;

/**
 * Who asks.
 *
 * @param sessionId the session, or 0 for the server itself
 * @param ids who the connection is, at the moment the request arrived
 */
public record Caller(long sessionId, List<AuthId> ids) {
    /** The server itself, which may do anything. */
    public static final Caller SERVER = new Caller(0, List.of(AuthId.SUPER));

    public Caller {
        ids = List.copyOf(ids);
    }

    /** Whether the server itself asks. */
    public boolean isServer() {
        return sessionId == 0;
    }
}
