/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherEvent;
import org.jspecify.annotations.Nullable;

/** Something the core wants a connection to see, in the order in which it must see it. */
public sealed interface Outgoing {
    /** About how many bytes of memory it keeps from being freed while it waits. */
    int weight();

    /**
     * The answer to a request.
     *
     * @param err 0 or an error code; with an error there is no body
     */
    record Reply(
            ClientRequest request,
            long zxid,
            int err,
            @Nullable Response body) implements Outgoing {
        private static final int WEIGHT = 128;

        /** Data and names are shared with the tree, so an answer costs little more than its shell. */
        @Override
        public int weight() {
            return WEIGHT;
        }
    }

    /** A watch that fired; {@code zxid} is that of the transaction, or -1 when a setWatches found that it had been missed. */
    record Event(long zxid, WatcherEvent event) implements Outgoing {
        private static final int WEIGHT_WITHOUT_PATH = 96;

        @Override
        public int weight() {
            return WEIGHT_WITHOUT_PATH + event.path().length();
        }
    }

    /**
     * The end of the handshake.
     *
     * @param accepted false if the session is not valid; the connection is then closed behind the answer
     */
    record Welcome(ConnectResponse response, boolean accepted) implements Outgoing {
        @Override
        public int weight() {
            return 64;
        }
    }

    /** Close the connection once everything before has been written. */
    record Close(String reason) implements Outgoing {
        @Override
        public int weight() {
            return 16;
        }
    }
}
