/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static io.zk4j.server.ConfigKey.file;
import static io.zk4j.server.ConfigKey.property;
import static io.zk4j.server.ValueType.BOOLEAN;
import static io.zk4j.server.ValueType.PORT;
import static io.zk4j.server.ValueType.RATIO;
import static io.zk4j.server.ValueType.TEXT;
import static io.zk4j.server.ValueType.longNumber;
import static io.zk4j.server.ValueType.number;

import java.util.List;
import java.util.stream.Stream;

/** Settings of Apache's that nothing comes of here: its threads and caches, and what this server does not have. */
final class OtherKeys {
    private static final String NO_ADMIN = "this server has no admin server yet; use the four-letter words";
    private static final String NO_PROVIDER = "this server has no metrics provider yet; use the four-letter word mntr";
    private static final String OTHER_THREADS = "it sizes threads that this server does not have";
    private static final String NO_THROTTLE =
            "connections are bounded by maxClientCnxns and maxCnxns, requests by globalOutstandingLimit";
    private static final String NO_CACHE = "replies are written straight from the tree";
    private static final String ONE_WATCH_TABLE = "there is one watch table, and it cleans up as it goes";
    private static final String NO_PATH_STATISTICS = "this server keeps no statistics by path";
    private static final String NO_PAUSE_MONITOR = "pauses are noticed without it and no session expires of them";

    static final List<ConfigKey<?>> ROWS = Stream.of(
                    admin(), metricsAndMonitors(), threads(), throttles(), cachesAndWatches())
            .flatMap(List::stream)
            .toList();

    private OtherKeys() {}

    private static List<ConfigKey<?>> admin() {
        return List.of(
                property("admin.enableServer", BOOLEAN, false, "the admin server; Apache's default is true")
                        .withoutEffect(NO_ADMIN),
                property("admin.serverPort", PORT, 8080, "its port").withoutEffect(NO_ADMIN),
                property("admin.serverAddress", TEXT, "0.0.0.0", "its address").withoutEffect(NO_ADMIN),
                property("admin.commandURL", TEXT, "/commands", "its path").withoutEffect(NO_ADMIN),
                property("admin.idleTimeout", number(0), 30_000, "milliseconds").withoutEffect(NO_ADMIN),
                property("admin.httpVersion", number(0), 11, "HTTP version").withoutEffect(NO_ADMIN),
                property("admin.portUnification", BOOLEAN, false, "TLS and plain")
                        .withoutEffect(NO_ADMIN),
                property("admin.forceHttps", BOOLEAN, false, "TLS only").withoutEffect(NO_ADMIN),
                property("admin.needClientAuth", BOOLEAN, false, "client certificates")
                        .withoutEffect(NO_ADMIN),
                property("admin.snapshot.enabled", BOOLEAN, true, "snapshots by HTTP")
                        .withoutEffect(NO_ADMIN),
                property("admin.restore.enabled", BOOLEAN, true, "restore by HTTP")
                        .withoutEffect(NO_ADMIN),
                property("admin.rateLimiterIntervalInMS", number(0), 300_000, "milliseconds between those")
                        .withoutEffect(NO_ADMIN));
    }

    private static List<ConfigKey<?>> metricsAndMonitors() {
        return List.of(
                file("metricsProvider.className", TEXT, null, "who publishes the metrics")
                        .withoutEffect(NO_PROVIDER),
                file("jvm.pause.monitor", BOOLEAN, false, "pauses of the JVM are logged")
                        .withoutEffect(NO_PAUSE_MONITOR),
                file("jvm.pause.info-threshold.ms", number(0), 1000, "milliseconds")
                        .withoutEffect(NO_PAUSE_MONITOR),
                file("jvm.pause.warn-threshold.ms", number(0), 10_000, "milliseconds")
                        .withoutEffect(NO_PAUSE_MONITOR),
                file("jvm.pause.sleep.time.ms", number(1), 500, "milliseconds").withoutEffect(NO_PAUSE_MONITOR),
                property("pathStats.enabled", BOOLEAN, false, "request statistics")
                        .withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.slotCapacity", number(1), 60, "slots").withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.slotDuration", number(1), 15, "seconds").withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.maxDepth", number(1), 6, "levels").withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.sampleRate", RATIO, 0.1, "ratio").withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.initialDelay", number(0), 5, "minutes").withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.delay", number(1), 5, "minutes").withoutEffect(NO_PATH_STATISTICS),
                property("pathStats.topPathMax", number(1), 20, "paths").withoutEffect(NO_PATH_STATISTICS),
                property("traceFile", TEXT, null, "nothing").withoutEffect("Apache has not read it since 3.0"),
                property("requestTraceFile", TEXT, null, "nothing").withoutEffect("Apache has not read it since 3.0"));
    }

    private static List<ConfigKey<?>> threads() {
        return List.of(
                property("serverCnxnFactory", TEXT, null, "the class of the front end")
                        .withoutEffect("there is one front end, on Netty"),
                property("nio.numSelectorThreads", number(1), null, "threads").withoutEffect(OTHER_THREADS),
                property("nio.numWorkerThreads", number(0), null, "threads").withoutEffect(OTHER_THREADS),
                property("nio.directBufferBytes", number(0), 65_536, "bytes").withoutEffect(OTHER_THREADS),
                property("nio.shutdownTimeout", number(0), 5000, "milliseconds").withoutEffect(OTHER_THREADS),
                property("netty.advancedFlowControl.enabled", BOOLEAN, false, "reading stops in time")
                        .withoutEffect("flow control is always on"),
                property("netty.server.outstandingHandshake.limit", number(-1), -1, "TLS handshakes at a time")
                        .withoutEffect("this server has no TLS yet"),
                property("netty.server.earlyDropSecureConnectionHandshakes", BOOLEAN, false, "TLS")
                        .withoutEffect("this server has no TLS yet"),
                property("commitProcessor.numWorkerThreads", number(0), null, "threads")
                        .withoutEffect(OTHER_THREADS),
                property("commitProcessor.maxReadBatchSize", number(-1), -1, "requests")
                        .withoutEffect(OTHER_THREADS),
                property("commitProcessor.maxCommitBatchSize", number(1), 1, "requests")
                        .withoutEffect(OTHER_THREADS),
                property("commitProcessor.shutdownTimeout", number(0), 5000, "milliseconds")
                        .withoutEffect(OTHER_THREADS));
    }

    private static List<ConfigKey<?>> throttles() {
        return List.of(
                property("request_throttle_max_requests", number(0), 0, "requests")
                        .withoutEffect(NO_THROTTLE),
                property("request_throttle_stall_time", number(0), 100, "milliseconds")
                        .withoutEffect(NO_THROTTLE),
                property("request_throttle_drop_stale", BOOLEAN, true, "drop").withoutEffect(NO_THROTTLE),
                property("request_stale_latency_check", BOOLEAN, false, "drop late ones")
                        .withoutEffect(NO_THROTTLE),
                property("request_stale_connection_check", BOOLEAN, true, "drop orphans")
                        .withoutEffect(NO_THROTTLE),
                property("request_throttler.shutdownTimeout", number(0), 10_000, "milliseconds")
                        .withoutEffect(NO_THROTTLE),
                property("throttled_op_wait_time", number(0), 0, "milliseconds").withoutEffect(NO_THROTTLE),
                property("connection_throttle_tokens", number(0), 0, "tokens").withoutEffect(NO_THROTTLE),
                property("connection_throttle_fill_time", number(1), 1, "milliseconds")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_fill_count", number(1), 1, "tokens")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_freeze_time", number(-1), -1, "milliseconds")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_drop_increase", RATIO, 0.02, "ratio")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_drop_decrease", RATIO, 0.002, "ratio")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_decrease_ratio", RATIO, 0.0, "ratio")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_weight_enabled", BOOLEAN, false, "weights")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_global_session_weight", number(1), 3, "tokens")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_local_session_weight", number(1), 1, "tokens")
                        .withoutEffect(NO_THROTTLE),
                property("connection_throttle_renew_session_weight", number(1), 2, "tokens")
                        .withoutEffect(NO_THROTTLE));
    }

    private static List<ConfigKey<?>> cachesAndWatches() {
        return List.of(
                property("largeRequestMaxBytes", longNumber(0), 104_857_600L, "bytes")
                        .withoutEffect(NO_THROTTLE),
                property("largeRequestThreshold", longNumber(-1), -1L, "bytes; -1 = off")
                        .withoutEffect(NO_THROTTLE),
                property("maxResponseCacheSize", number(-1), 400, "replies").withoutEffect(NO_CACHE),
                property("maxGetChildrenResponseCacheSize", number(-1), 400, "replies")
                        .withoutEffect(NO_CACHE),
                property("intBufferStartingSizeBytes", number(32), 1024, "bytes")
                        .withoutEffect(NO_CACHE),
                property("watchManagerName", TEXT, null, "the class of the watch table")
                        .withoutEffect(ONE_WATCH_TABLE),
                property("watcherCleanThreadsNum", number(1), 2, "threads").withoutEffect(ONE_WATCH_TABLE),
                property("watcherCleanThreshold", number(1), 1000, "watchers").withoutEffect(ONE_WATCH_TABLE),
                property("watcherCleanIntervalInSeconds", number(1), 600, "seconds")
                        .withoutEffect(ONE_WATCH_TABLE),
                property("maxInProcessingDeadWatchers", number(-1), -1, "watchers")
                        .withoutEffect(ONE_WATCH_TABLE),
                property("bitHashCacheSize", number(1), 10, "entries").withoutEffect(ONE_WATCH_TABLE));
    }
}
