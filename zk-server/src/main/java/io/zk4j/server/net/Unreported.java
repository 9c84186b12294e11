/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.core.ServerStats;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.metrics.Measured;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of an event loop have done since one of them last reported to the server's counts, which are shared and so
 * are better told once for a batch of packets than once for each. Owned by that event loop.
 */
final class Unreported {
    private static final Set<OpCode> UPDATES = EnumSet.of(
            OpCode.CREATE,
            OpCode.CREATE2,
            OpCode.CREATE_CONTAINER,
            OpCode.CREATE_TTL,
            OpCode.DELETE,
            OpCode.SET_DATA,
            OpCode.SET_ACL,
            OpCode.MULTI,
            OpCode.RECONFIG,
            OpCode.CLOSE_SESSION);

    private final ServerStats server;
    private final Run reads;
    private final Run updates;
    private int received;
    private int sent;
    private long bytesReceived;
    private long eventBytes;
    private long responseBytes;
    private int responseBytesMin = Integer.MAX_VALUE;
    private int responseBytesMax;
    private int responseBytesLast;
    private int answered;
    private long latencyMillisSum;
    private long latencyMillisMin = Long.MAX_VALUE;
    private long latencyMillisMax;

    Unreported(ServerStats server) {
        this.server = server;
        this.reads = new Run(server, Measured.READ_MILLIS);
        this.updates = new Run(server, Measured.UPDATE_MILLIS);
    }

    void received() {
        received++;
    }

    void bytesReceived(int bytes) {
        bytesReceived += bytes;
    }

    void sent() {
        sent++;
    }

    void event(int bytes) {
        eventBytes += bytes;
    }

    void answered(@Nullable OpCode op, long latencyMillis, int bytes) {
        answered++;
        latencyMillisSum += latencyMillis;
        latencyMillisMin = Math.min(latencyMillisMin, latencyMillis);
        latencyMillisMax = Math.max(latencyMillisMax, latencyMillis);
        responseBytes += bytes;
        responseBytesMin = Math.min(responseBytesMin, bytes);
        responseBytesMax = Math.max(responseBytesMax, bytes);
        responseBytesLast = bytes;
        if (op != OpCode.CREATE_SESSION) { // that one began as a connection, whose latency nobody knows
            (op != null && UPDATES.contains(op) ? updates : reads).add(latencyMillis);
        }
    }

    void report() {
        if (received > 0) {
            server.received(received);
            received = 0;
        }
        if (bytesReceived > 0) {
            server.metrics().count(Counted.BYTES_RECEIVED, bytesReceived);
            bytesReceived = 0;
        }
        if (sent > 0) {
            server.sent(sent);
            sent = 0;
        }
        if (eventBytes > 0) {
            server.metrics().count(Counted.WATCH_BYTES, eventBytes);
            eventBytes = 0;
        }
        if (answered > 0) {
            reportAnswers();
        }
    }

    private void reportAnswers() {
        server.answered(answered, latencyMillisSum, latencyMillisMin, latencyMillisMax);
        server.responseSizes(responseBytesLast, responseBytesMin, responseBytesMax);
        server.metrics().count(Counted.RESPONSE_BYTES, responseBytes);
        reads.report();
        updates.report();
        answered = 0;
        latencyMillisSum = 0;
        latencyMillisMin = Long.MAX_VALUE;
        latencyMillisMax = 0;
        responseBytes = 0;
        responseBytesMin = Integer.MAX_VALUE;
        responseBytesMax = 0;
    }

    /** Equal latencies in a row, which is what most of a batch is. */
    private static final class Run {
        private final ServerStats server;
        private final Measured what;
        private long millis;
        private int times;

        Run(ServerStats server, Measured what) {
            this.server = server;
            this.what = what;
        }

        void add(long latencyMillis) {
            if (latencyMillis != millis) {
                report();
                millis = latencyMillis;
            }
            times++;
        }

        void report() {
            if (times > 0) {
                server.metrics().measure(what, millis, times);
                times = 0;
            }
        }
    }
}
