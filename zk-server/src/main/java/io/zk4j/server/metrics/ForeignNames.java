/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.metrics;

import java.util.List;

/**
 * Names of Apache's that are about something which this server does not have. They are shown with the value 0, which is
 * what Apache's own standalone server shows for nearly all of them, because dashboards and alarms look for the names.
 */
final class ForeignNames {
    static final List<String> GAUGES = List.of(
            // TLS
            "non_mtls_remote_conn_count",
            "non_mtls_local_conn_count",
            "outstanding_tls_handshake",
            // sessions known to one member only
            "local_sessions");

    static final List<String> COUNTERS = List.of(
            // an ensemble's members
            "ensemble_auth_fail",
            "ensemble_auth_skip",
            "ensemble_auth_success",
            "commit_count",
            "diff_count",
            "learner_commit_received_count",
            "learner_proposal_received_count",
            "looking_count",
            "proposal_count",
            "quit_leading_due_to_disloyal_voter",
            "request_commit_queued",
            "requests_not_forwarded_to_commit_processor",
            "revalidate_count",
            "skip_learner_request_to_next_processor_count",
            "snap_count",
            // watches are removed with their connection, not by a cleaner that comes later
            "add_dead_watcher_stall_time",
            "dead_watchers_cleared",
            "dead_watchers_queued",
            // answers are encoded straight from the tree; nothing caches them
            "response_packet_cache_hits",
            "response_packet_cache_misses",
            "response_packet_get_children_cache_hits",
            "response_packet_get_children_cache_misses",
            // the admin server
            "insecure_admin_count",
            "restore_error_count",
            "restore_rate_limited_count",
            "snapshot_rate_limited_count",
            // TLS
            "tls_handshake_exceeded",
            "unsuccessful_handshake",
            // the request throttler; a bound on what is under way holds requests back instead
            "throttled_ops",
            // a server without its client port, or a port without its server: neither exists here
            "cnxn_closed_without_zk_server_running",
            "unrecoverable_error_count");

    static final List<String> SUMMARIES = List.of(
            // an ensemble's members
            "commit_commit_proc_req_queued",
            "commit_process_time",
            "concurrent_request_processing_in_commit_processor",
            "election_time",
            "follower_sync_time",
            "inflight_diff_count",
            "inflight_snap_count",
            "leader_unavailable_time",
            "learner_request_processor_queue_size",
            "observer_sync_time",
            "pending_session_queue_size",
            "read_commit_proc_issued",
            "read_commit_proc_req_queued",
            "reads_after_write_in_session_queue",
            "reads_issued_from_session_queue",
            "requests_in_session_queue",
            "session_queues_drained",
            "time_waiting_empty_pool_in_commit_processor_read_ms",
            "unavailable_time",
            "write_batch_time_in_commit_processor",
            "write_commit_proc_issued",
            "write_commit_proc_req_queued",
            // the connection throttle
            "connection_token_deficit",
            // connections are closed by event loops, which wait for nothing
            "socket_closing_time",
            "netty_queued_buffer_capacity",
            // the admin server
            "restore_time");

    static final List<String> SUMMARIES_WITH_PERCENTILES = List.of(
            // an ensemble's members
            "commit_propagation_latency",
            "local_write_committed_time_ms",
            "om_commit_process_time_ms",
            "om_proposal_process_time_ms",
            "proposal_ack_creation_latency",
            "proposal_latency",
            "quorum_ack_latency",
            "read_commitproc_time_ms",
            "read_final_proc_time_ms",
            "server_write_committed_time_ms",
            "write_commitproc_time_ms",
            "write_final_proc_time_ms",
            // see the counters
            "dead_watchers_cleaner_latency",
            // the pause monitor, which is off with Apache as well unless it is asked for
            "jvm_pause_time_ms");

    private ForeignNames() {}
}
