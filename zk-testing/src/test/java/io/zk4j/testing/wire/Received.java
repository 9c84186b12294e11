/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.wire;

import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherEvent;
import org.jspecify.annotations.Nullable;

/** What a server sends on a connection, in the order of its arrival. */
public sealed interface Received {
    /**
     * The answer to a request.
     *
     * @param response null if the header carries an error
     */
    record Reply(
            Request request, ReplyHeader header, @Nullable Response response) implements Received {
        public int err() {
            return header.err();
        }
    }

    /** A watch event, with the zxid of its frame. */
    record Event(long zxid, WatcherEvent event) implements Received {}

    /** The server has closed the connection, by FIN or by RST. */
    record Closed() implements Received {}
}
