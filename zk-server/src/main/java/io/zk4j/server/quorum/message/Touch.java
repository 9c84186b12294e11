/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/** A session that a learner has heard of since the leader's last ping. */
public record Touch(long sessionId, int timeoutMillis) {
    static final int BYTES = Long.BYTES + Integer.BYTES;

    static Touch decode(WireReader in) {
        return new Touch(in.readLong(), in.readInt());
    }

    void encode(WireWriter out) {
        out.writeLong(sessionId);
        out.writeInt(timeoutMillis);
    }
}
