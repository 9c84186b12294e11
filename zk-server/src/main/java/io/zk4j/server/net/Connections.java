/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.server.net.word.ConnectionView;
import io.zk4j.server.net.word.WordSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of the client port. Thread-safe. */
public final class Connections implements WordSources.OpenConnections {
    private final Set<ClientHandler> open = ConcurrentHashMap.newKeySet();

    void add(ClientHandler connection) {
        open.add(connection);
    }

    void remove(ClientHandler connection) {
        open.remove(connection);
    }

    @Override
    public int count() {
        return open.size();
    }

    /** Asks each connection's own event loop how it is; in no particular order. */
    @Override
    public CompletableFuture<List<ConnectionView>> views() {
        var views = new ArrayList<CompletableFuture<ConnectionView>>();
        for (var connection : open) {
            views.add(CompletableFuture.supplyAsync(
                    connection::view, connection.channel().eventLoop()));
        }
        return CompletableFuture.allOf(views.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> views.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void resetStats() {
        for (var connection : open) {
            connection.channel().eventLoop().execute(() -> connection.stats().reset());
        }
    }

    public void closeAll() {
        for (var connection : open) {
            var unused = connection.channel().close();
        }
    }
}
