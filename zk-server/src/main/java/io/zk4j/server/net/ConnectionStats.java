/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.protocol.OpCode;
import io.zk4j.server.net.word.ConnectionView;
import org.jspecify.annotations.Nullable;

/** What one connection has done, for the four-letter words. Owned by the connection's event loop. */
final class ConnectionStats {
    private final long establishedWallMillis;
    private final Unreported unreported;
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

    /**
     * Nothing done yet.
     *
     * @param unreported shared with the other connections of the event loop
     */
    ConnectionStats(long establishedWallMillis, Unreported unreported) {
        this.establishedWallMillis = establishedWallMillis;
        this.unreported = unreported;
    }

    void received() {
        received++;
        unreported.received();
    }

    void bytesReceived(int bytes) {
        unreported.bytesReceived(bytes);
    }

    void sent() {
        sent++;
        unreported.sent();
    }

    /** @param bytes of the event, without the frame's length */
    void event(int bytes) {
        sent();
        unreported.event(bytes);
    }

    /** @param bytes of the answer, without the frame's length */
    void answered(@Nullable OpCode op, int cxid, long zxid, long nowMillis, long latencyMillis, int bytes) {
        sent();
        answered++;
        unreported.answered(op, latencyMillis, bytes);
        lastOp = op;
        lastCxid = cxid;
        lastZxid = zxid;
        lastResponseMillis = nowMillis;
        lastLatencyMillis = latencyMillis;
        latencyMillisMin = Math.min(latencyMillisMin, latencyMillis);
        latencyMillisMax = Math.max(latencyMillisMax, latencyMillis);
        latencyMillisSum += latencyMillis;
    }

    /** Adds what happened since the last report to the server's counts. */
    void report() {
        unreported.report();
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
