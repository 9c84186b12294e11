/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.message;

import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;

/** An identity of the client that a learner forwards a request for. */
public record Identity(String scheme, String id) {
    static Identity decode(WireReader in) {
        return new Identity(in.readString(), in.readString());
    }

    void encode(WireWriter out) {
        out.writeString(scheme);
        out.writeString(id);
    }
}
