/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** How the server is: {@code srvr}, {@code stat}, {@code srst}. */
final class StatusWords {
    /** Apache counts the root twice. */
    static final int ROOT_AGAIN = 1;

    private static final double FOUR_DECIMALS = 10_000;

    private final WordSources sources;
    private final QuorumWords quorum;

    StatusWords(WordSources sources) {
        this.sources = sources;
        this.quorum = new QuorumWords(sources.quorum());
    }

    CompletableFuture<String> srvr() {
        return tail().thenApply(tail -> head() + tail);
    }

    CompletableFuture<String> stat() {
        return sources.connections()
                .views()
                .thenCombine(
                        tail(),
                        (views, tail) -> head() + "Clients:\n"
                                + views.stream()
                                        .sorted(Comparator.comparing(ConnectionView::remote))
                                        .map(ConnectionView::brief)
                                        .collect(Collectors.joining())
                                + "\n"
                                + tail);
    }

    String reset() {
        sources.stats().reset();
        return "Server stats reset.\n";
    }

    /** With up to four decimals, and at least one, as Java prints a double. */
    static String decimal(double value) {
        return Double.toString(Math.round(value * FOUR_DECIMALS) / FOUR_DECIMALS);
    }

    private String head() {
        return "Zookeeper version: " + sources.version() + "\n";
    }

    private CompletableFuture<String> tail() {
        var stats = sources.stats();
        return sources.core()
                .ask(core -> "Latency min/avg/max: " + stats.latencyMillisMin()
                        + "/" + decimal(stats.latencyMillisAverage())
                        + "/" + stats.latencyMillisMax() + "\n"
                        + "Received: " + stats.packetsReceived() + "\n"
                        + "Sent: " + stats.packetsSent() + "\n"
                        + "Connections: " + sources.connections().count() + "\n"
                        + "Outstanding: " + sources.admission().underWay() + "\n"
                        + "Zxid: 0x" + Long.toHexString(core.tree().view().zxid()) + "\n"
                        + "Mode: " + quorum.mode() + "\n"
                        + "Node count: " + (core.tree().nodeCount() + ROOT_AGAIN) + "\n"
                        + (quorum.leads() ? proposalSizes() : ""));
    }

    private String proposalSizes() {
        var stats = sources.stats();
        return "Proposal sizes last/min/max: " + stats.proposalBytesLast() + "/" + stats.proposalBytesMin() + "/"
                + stats.proposalBytesMax() + "\n";
    }
}
