/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.MalformedFrameException;

/** What a server says of itself in an election. */
public enum ServerState {
    LOOKING(0),
    FOLLOWING(1),
    LEADING(2),
    OBSERVING(3);

    private final int code;

    ServerState(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    int code() {
        return code;
    }

    static ServerState of(int code, int offset) {
        for (var state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new MalformedFrameException("a server state of " + code, "0 to " + OBSERVING.code, offset);
    }
}
