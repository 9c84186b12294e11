/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections that are opened one after the other and closed together. One thread at a time. */
public final class WireConnections implements AutoCloseable {
    private final List<WireConnection> open;

    WireConnections(List<WireConnection> open) {
        this.open = open;
    }

    /** How one of them comes about. */
    public interface Opener {
        /** Opens the connection with this number, counted from 0. */
        WireConnection open(int number) throws IOException;
    }

    /** Opens so many connections, or none. */
    public static WireConnections open(int count, Opener opener) throws IOException {
        var all = new WireConnections(new ArrayList<>());
        try {
            for (int i = 0; i < count; i++) {
                all.open.add(opener.open(i));
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.abandon();
            throw e;
        }
    }

    public WireConnection get(int number) {
        return open.get(number);
    }

    public int size() {
        return open.size();
    }

    /** Ends the sessions and the connections. */
    @Override
    public void close() throws IOException {
        try {
            for (var connection : open) {
                connection.leave(); // all at once, so that they need not wait for the disk one by one
            }
            for (var connection : open) {
                connection.close();
            }
        } finally {
            abandon();
        }
    }

    private void abandon() {
        open.forEach(WireConnection::abandon);
    }
}
