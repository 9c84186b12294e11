/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import java.util.ArrayList;
import java.util.List;

/** Puts things into outboxes and, at the end of a batch, wakes each event loop that got something. Owned by the core thread. */
final class Deliveries {
    private final List<ClientConnection> toWake = new ArrayList<>();

    void send(ClientConnection connection, Outgoing outgoing) {
        if (connection.isClosed()) {
            return;
        }
        boolean fits = connection.outbox().add(outgoing);
        if (!fits) {
            connection.markClosed();
            connection.outbox().clear();
            connection
                    .wire()
                    .cut("it does not read what it is sent; more than " + Outbox.WEIGHT_MAX + " bytes are waiting");
            return;
        }
        if (connection.outbox().startWake()) {
            toWake.add(connection);
        }
    }

    /** Nothing more is sent to the connection; it is closed when it has got what it was sent before. */
    void close(ClientConnection connection, String reason) {
        send(connection, new Outgoing.Close(reason));
        connection.markClosed();
    }

    void endOfBatch() {
        for (var connection : toWake) {
            connection.wire().wake();
        }
        toWake.clear();
    }
}
