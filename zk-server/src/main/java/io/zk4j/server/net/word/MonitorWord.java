/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import com.sun.management.UnixOperatingSystemMXBean;
import io.zk4j.server.core.CoreState;
import io.zk4j.server.metrics.Namespaces;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.QuotaFigures;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Every number that monitoring collects: {@code mntr}, under Apache's names.
 *
 * <p>First what is looked up when somebody asks, then what has been counted and measured.
 */
final class MonitorWord implements Word {
    private final WordSources sources;
    private final QuorumWords quorum;

    MonitorWord(WordSources sources) {
        this.sources = sources;
        this.quorum = new QuorumWords(sources.quorum());
    }

    @Override
    public CompletableFuture<String> answer() {
        return sources.core()
                .ask(this::metrics)
                .thenApply(metrics -> metrics.entrySet().stream()
                        .map(metric -> "zk_" + metric.getKey() + "\t" + metric.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private Map<String, Object> metrics(CoreState core) {
        var metrics = new LinkedHashMap<String, Object>();
        var stats = sources.stats();
        metrics.put("version", sources.version());
        metrics.put("server_state", quorum.mode());
        quorum.show(metrics);
        if (quorum.leads()) {
            metrics.put("last_proposal_size", stats.proposalBytesLast());
            metrics.put("min_proposal_size", stats.proposalBytesMin());
            metrics.put("max_proposal_size", stats.proposalBytesMax());
        }
        metrics.put("ephemerals_count", core.tree().ephemeralCount());
        metrics.put("num_alive_connections", sources.connections().count());
        metrics.put("avg_latency", StatusWords.decimal(stats.latencyMillisAverage()));
        metrics.put("outstanding_requests", sources.admission().underWay());
        metrics.put("znode_count", core.tree().nodeCount() + StatusWords.ROOT_AGAIN);
        metrics.put("global_sessions", core.sessions().size());
        metrics.put("packets_sent", stats.packetsSent());
        metrics.put("packets_received", stats.packetsReceived());
        metrics.put("connection_drop_probability", 0.0);
        metrics.put("watch_count", core.watches().dataWatchCount());
        metrics.put("auth_failed_count", stats.authFailures());
        metrics.put("min_latency", stats.latencyMillisMin());
        metrics.put("approximate_data_size", core.tree().dataSize());
        metrics.put("uptime", sources.clock().millis() - sources.startedMillis());
        metrics.put("max_latency", stats.latencyMillisMax());
        metrics.put("last_client_response_size", stats.responseBytesLast());
        metrics.put("min_client_response_size", stats.responseBytesMin());
        metrics.put("max_client_response_size", stats.responseBytesMax());
        fileDescriptors(metrics);
        quotas(core.tree(), metrics);
        stats.metrics().show(metrics::put);
        return metrics;
    }

    /** Of all subtrees with a quota below one topmost znode together, as there is one name for them. */
    private static void quotas(DataTree tree, Map<String, Object> metrics) {
        for (String subtree : tree.quotaSubtrees()) {
            var namespace = Namespaces.of(subtree);
            var limits = tree.quotaLimits(subtree);
            add(metrics, namespace, "quota_count_limit_per_namespace", harder(limits.count(), limits.hardCount()));
            add(metrics, namespace, "quota_bytes_limit_per_namespace", harder(limits.bytes(), limits.hardBytes()));
            var use = tree.quotaUse(subtree);
            if (use != null) {
                add(metrics, namespace, "quota_count_usage_per_namespace", use.count());
                add(metrics, namespace, "quota_bytes_usage_per_namespace", use.bytes());
            }
        }
    }

    private static long harder(long soft, long hard) {
        return hard == QuotaFigures.NO_LIMIT ? soft : hard;
    }

    private static void add(Map<String, Object> metrics, String namespace, String metric, long value) {
        metrics.merge(Namespaces.metric(namespace, metric), value, (a, b) -> (Long) a + (Long) b);
    }

    private static void fileDescriptors(Map<String, Object> metrics) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            metrics.put("max_file_descriptor_count", unix.getMaxFileDescriptorCount());
            metrics.put("open_file_descriptor_count", unix.getOpenFileDescriptorCount());
        }
    }
}
