/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import io.zk4j.protocol.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * A connection at one moment.
 *
 * @param interestBits 1 while it is read from, 4 while it has something to write
 * @param queued requests that wait for their answers
 * @param sessionId 0 without a session; then only the packet counts mean something
 * @param timeoutMillis the session's, or how long a connection may be without one
 * @param heardMillis when something came last, on the monotonic clock
 * @param lastOp null if nothing has been answered yet
 */
public record ConnectionView(
        String remote,
        int interestBits,
        int queued,
        long sessionId,
        int timeoutMillis,
        long heardMillis,
        long received,
        long sent,
        @Nullable OpCode lastOp,
        long establishedWallMillis,
        int lastCxid,
        long lastZxid,
        long lastResponseMillis,
        long lastLatencyMillis,
        long latencyMillisMin,
        long latencyMillisAverage,
        long latencyMillisMax) {

    /** When the connection counts as silent for too long, on the monotonic clock, in whole ticks. */
    long expiryMillis(long tickMillis) {
        return (Math.floorDiv(heardMillis + timeoutMillis, tickMillis) + 1) * tickMillis;
    }

    /** The line of {@code stat}. */
    String brief() {
        return " " + remote + "[" + interestBits + "](queued=" + queued + ",recved=" + received + ",sent=" + sent
                + ")\n";
    }

    /** The line of {@code cons}. */
    String full() {
        if (sessionId == 0) {
            return brief();
        }
        return " " + remote + "[" + interestBits + "](queued=" + queued + ",recved=" + received + ",sent=" + sent
                + ",sid=0x" + Long.toHexString(sessionId)
                + ",lop=" + shortName(lastOp)
                + ",est=" + establishedWallMillis
                + ",to=" + timeoutMillis
                + (lastCxid >= 0 ? ",lcxid=0x" + Integer.toHexString(lastCxid) : "")
                + ",lzxid=0x" + Long.toHexString(lastZxid)
                + ",lresp=" + lastResponseMillis
                + ",llat=" + lastLatencyMillis
                + ",minlat=" + latencyMillisMin
                + ",avglat=" + latencyMillisAverage
                + ",maxlat=" + latencyMillisMax
                + ")\n";
    }

    private static String shortName(@Nullable OpCode op) {
        if (op == null) {
            return "NA";
        }
        return switch (op) {
            case PING -> "PING";
            case CREATE_SESSION -> "SESS";
            case MULTI -> "MULT";
            case MULTI_READ -> "MLTR";
            case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> "CREA";
            case DELETE, DELETE_CONTAINER -> "DELE";
            case SET_DATA -> "SETD";
            case RECONFIG -> "RECO";
            case SET_ACL -> "SETA";
            case CLOSE_SESSION -> "CLOS";
            case SYNC -> "SYNC";
            case CHECK -> "CHEC";
            case EXISTS -> "EXIS";
            case GET_DATA -> "GETD";
            case SET_WATCHES -> "SETW";
            case SET_WATCHES2 -> "STW2";
            case ADD_WATCH -> "ADDW";
            case GET_ACL -> "GETA";
            case GET_CHILDREN, GET_CHILDREN2 -> "GETC";
            case GET_ALL_CHILDREN_NUMBER -> "GETACN";
            case CHECK_WATCHES -> "CHKW";
            case REMOVE_WATCHES -> "REMW";
            case WHO_AM_I -> "HOMI";
            case GET_EPHEMERALS -> "GETE";
            case AUTH, SASL, NOTIFICATION, ERROR, UNKNOWN -> "NA";
        };
    }
}
