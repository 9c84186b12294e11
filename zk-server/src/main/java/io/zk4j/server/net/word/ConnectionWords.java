/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Who is connected and which sessions live: {@code cons}, {@code crst}, {@code dump}. */
final class ConnectionWords {
    private final WordSources sources;

    ConnectionWords(WordSources sources) {
        this.sources = sources;
    }

    CompletableFuture<String> cons() {
        return sources.connections()
                .views()
                .thenApply(views -> views.stream()
                                .sorted(Comparator.comparing(ConnectionView::remote))
                                .map(ConnectionView::full)
                                .collect(Collectors.joining())
                        + "\n");
    }

    String reset() {
        sources.connections().resetStats();
        return "Connection stats reset.\n";
    }

    CompletableFuture<String> dump() {
        return sources.core()
                .ask(core -> new SessionDump(sources.clock()).text(core, judges()))
                .thenCombine(sources.connections().views(), (sessions, views) -> sessions + connections(views));
    }

    private boolean judges() {
        return sources.quorum().status() == null || new QuorumWords(sources.quorum()).leads();
    }

    /** By the time at which each would be closed if it sent nothing more. */
    private String connections(List<ConnectionView> views) {
        var byExpiry = new TreeMap<Long, List<ConnectionView>>(views.stream()
                .collect(Collectors.groupingBy(
                        view -> view.expiryMillis(sources.config().tickMillis()))));
        var text = new StringBuilder(
                "Connections dump:\nConnections Sets (" + byExpiry.size() + ")/(" + views.size() + "):\n");
        byExpiry.forEach((expiry, bucket) -> {
            text.append(SessionDump.expiryLine(bucket.size(), expiry, sources.clock()));
            for (var view : bucket) {
                text.append("\tip: ")
                        .append(view.remote())
                        .append(" sessionId: 0x")
                        .append(Long.toHexString(view.sessionId()))
                        .append('\n');
            }
        });
        return text.toString();
    }
}
