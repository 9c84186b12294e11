/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.core.ServerStats;
import io.zk4j.server.net.word.ConnectionView;
import org.jspecify.annotations.Nullable;

/** What one connection has done, for the four-letter words. Owned by the connection's event loop. */
final class ConnectionStats {
    private final long establishedWallMillis;
    private long received;
    private long sent;
    private @Nullable OpCode lastOp;
    private int lastCxid = -1;
    private long lastZxid = -1;
    private long lastResponseMillis;
    private long lastLatencyMillis;
    private long latencyMillisMin = Long.MAX_VALUE;
    private long latencyMillisMax;
    private long latencyMillisSum;
    private long answered;

    // since the last report
    private int newReceived;
    private int newSent;
    private int newAnswered;
    private long newLatencyMillisSum;
    private long newLatencyMillisMin = Long.MAX_VALUE;
    private long newLatencyMillisMax;

    ConnectionStats(long establishedWallMillis) {
        this.establishedWallMillis = establishedWallMillis;
    }

    void received() {
        received++;
        newReceived++;
    }

    void sent() {
        sent++;
        newSent++;
    }

    void answered(@Nullable OpCode op, int cxid, long zxid, long nowMillis, long latencyMillis) {
        sent();
        answered++;
        newAnswered++;
        newLatencyMillisSum += latencyMillis;
        newLatencyMillisMin = Math.min(newLatencyMillisMin, latencyMillis);
        newLatencyMillisMax = Math.max(newLatencyMillisMax, latencyMillis);
        lastOp = op;
        lastCxid = cxid;
        lastZxid = zxid;
        lastResponseMillis = nowMillis;
        lastLatencyMillis = latencyMillis;
        latencyMillisMin = Math.min(latencyMillisMin, latencyMillis);
        latencyMillisMax = Math.max(latencyMillisMax, latencyMillis);
        latencyMillisSum += latencyMillis;
    }

    /** Adds what happened since the last report to the server's counts; once per batch, because those are shared. */
    void report(ServerStats server) {
        if (newReceived > 0) {
            server.received(newReceived);
            newReceived = 0;
        }
        if (newSent > 0) {
            server.sent(newSent);
            newSent = 0;
        }
        if (newAnswered > 0) {
            server.answered(newAnswered, newLatencyMillisSum, newLatencyMillisMin, newLatencyMillisMax);
            newAnswered = 0;
            newLatencyMillisSum = 0;
            newLatencyMillisMin = Long.MAX_VALUE;
            newLatencyMillisMax = 0;
        }
    }

    /** Starts to count anew, as the words {@code crst} and {@code srst} ask for. */
    void reset() {
        received = 0;
        sent = 0;
        lastOp = null;
        lastCxid = -1;
        lastZxid = -1;
        lastResponseMillis = 0;
        lastLatencyMillis = 0;
        latencyMillisMin = Long.MAX_VALUE;
        latencyMillisMax = 0;
        latencyMillisSum = 0;
        answered = 0;
    }

    ConnectionView view(
            String remote, int interestBits, int queued, long sessionId, int timeoutMillis, long heardMillis) {
        return new ConnectionView(
                remote,
                interestBits,
                queued,
                sessionId,
                timeoutMillis,
                heardMillis,
                received,
                sent,
                lastOp,
                establishedWallMillis,
                lastCxid,
                lastZxid,
                lastResponseMillis,
                lastLatencyMillis,
                answered == 0 ? 0 : latencyMillisMin,
                answered == 0 ? 0 : latencyMillisSum / answered,
                latencyMillisMax);
    }
}
