/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

/** What is measured again and again. Times are milliseconds. */
public enum Measured {
    /** One snapshot. */
    SNAPSHOT_MILLIS("snapshottime"),
    /** Loading what is on the disk, all of it. */
    RECOVERY_MILLIS("dbinittime"),
    /** Of that, the snapshot. */
    RECOVERY_SNAPSHOT_MILLIS("startup_snap_load_time"),
    /** Of that, the transactions over the snapshot. */
    RECOVERY_REPLAY_MILLIS("startup_txns_load_time"),
    /** Transactions over the snapshot. */
    RECOVERY_REPLAYED("startup_txns_loaded"),
    /** Watches fired by one creation. */
    CREATED_WATCHES("node_created_watch_count"),
    /** Watches fired by one deletion, those of the parent's children apart. */
    DELETED_WATCHES("node_deleted_watch_count"),
    /** Watches fired by one change of data. */
    CHANGED_WATCHES("node_changed_watch_count"),
    /** Watches fired by one change of a znode's children. */
    CHILDREN_WATCHES("node_children_watch_count"),
    /** The core, for all that waited: taking it in and proposing what comes of it. */
    CORE_BATCH_MILLIS("prep_process_time"),
    /** What waited for the core when it came back for more. */
    CORE_BATCH_SIZE("prep_processor_queue_size"),
    /** The core, handing on what one batch proposed. */
    PROPOSE_MILLIS("proposal_process_time"),
    /** From a request's arrival until the core takes it. */
    CORE_WAIT_MILLIS("prep_processor_queue_time_ms", true),
    /** Preparing the end of a session, which has to find its ephemerals. */
    CLOSE_SESSION_MILLIS("close_session_prep_time", true),
    /** Transactions that waited for the log thread when it came back for more. */
    LOG_WAITING("sync_processor_queue_size"),
    /** From handing a batch to the log thread until it takes it. */
    LOG_WAIT_MILLIS("sync_processor_queue_time_ms", true),
    /** Writing what shares an fsync, without the fsync. */
    LOG_APPEND_MILLIS("sync_process_time"),
    /** Transactions that shared an fsync. */
    LOG_BATCH_SIZE("sync_processor_batch_size"),
    /** The fsync alone. */
    FSYNC_MILLIS("fsynctime"),
    /** Bringing a batch to the disk, fsync included. */
    LOG_FLUSH_MILLIS("sync_processor_queue_flush_time_ms", true),
    /** From handing a batch to the log thread until it is on the disk. */
    LOG_WAIT_AND_FLUSH_MILLIS("sync_processor_queue_and_flush_time_ms", true),
    /** From a transaction's proposal until it is applied. */
    PROPAGATION_MILLIS("propagation_latency", true),
    /** From a write's arrival until its answer. */
    UPDATE_MILLIS("updatelatency", true),
    /** From the arrival of anything else until its answer. */
    READ_MILLIS("readlatency", true),
    /** What a request that was held back has waited for its place. */
    HELD_BACK_MILLIS("request_throttle_queue_time_ms", true);

    private final String metricName;
    private final boolean withPercentiles;

    Measured(String metricName) {
        this(metricName, false);
    }

    Measured(String metricName, boolean withPercentiles) {
        this.metricName = metricName;
        this.withPercentiles = withPercentiles;
    }

    String metricName() {
        return metricName;
    }

    boolean withPercentiles() {
        return withPercentiles;
    }
}
