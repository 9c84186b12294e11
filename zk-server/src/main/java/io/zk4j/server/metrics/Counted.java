/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

/** What only ever grows, until it is reset. */
public enum Counted {
    /** Bytes that clients sent. */
    BYTES_RECEIVED("bytes_received_count"),
    /** Connections that ended although their session had not. */
    CONNECTIONS_DROPPED("connection_drop_count"),
    /** Connections turned away because there were too many. */
    CONNECTIONS_REJECTED("connection_rejected"),
    /** Handshakes, for a new session or one that goes on. */
    HANDSHAKES("connection_request_count"),
    /** Handshakes for a session that goes on. */
    SESSIONS_RESUMED("connection_revalidate_count"),
    /** Recoveries that found another tree than the one whose digest was written. */
    DIGEST_MISMATCHES("digest_mismatches_count"),
    /** Requests longer than jute.maxbuffer. */
    LARGE_REQUESTS_REJECTED("large_requests_rejected"),
    /** Transactions proposed; the applied ones subtracted, it is how many are under way. */
    CHANGES_PROPOSED("outstanding_changes_queued"),
    CHANGES_APPLIED("outstanding_changes_removed"),
    /** Requests that came to the core; the others were answered where they arrived. */
    CORE_REQUESTS("prep_processor_request_queued"),
    /** Requests that had to wait because too many were under way. */
    REQUESTS_HELD_BACK("request_throttle_wait_count"),
    /** Bytes of answers. */
    RESPONSE_BYTES("response_bytes"),
    /** Connections closed because they never began a session. */
    SESSIONLESS_CONNECTIONS_EXPIRED("sessionless_connections_expired"),
    /** Snapshots that could not be written. */
    SNAPSHOTS_FAILED("snapshot_error_count"),
    /** Answers to connections that were gone by then. */
    STALE_REPLIES("stale_replies"),
    /** Requests of connections that were being closed by then. */
    STALE_REQUESTS("stale_requests"),
    /** The same, and all of them are dropped. */
    STALE_REQUESTS_DROPPED("stale_requests_dropped"),
    /** Sessions that ended because nothing was heard of them. */
    SESSIONS_EXPIRED("stale_sessions_expired"),
    /** Transactions handed to the log. */
    LOG_REQUESTS("sync_processor_request_queued"),
    /** Bytes of watch events. */
    WATCH_BYTES("watch_bytes");

    private final String metricName;

    Counted(String metricName) {
        this.metricName = metricName;
    }

    String metricName() {
        return metricName;
    }
}
