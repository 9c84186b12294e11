/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The times that one session goes by: when to ping, when to give a connection up, when the session is over.
 *
 * <p>With a session timeout T and n servers: an attempt to connect has T/n, T/3 at most, and as long again for the server's answer, or less
 * if there is a session to be lost; a silent connection is given up after 2T/3, which leaves a third for finding another server; an idle one
 * is pinged every T/3.
 */
final class LinkClock {
    /** A ping at least this often, whatever the session timeout, keeps connections alive in firewalls on the way. */
    static final int PING_INTERVAL_MILLIS_MAX = 10_000;

    /** So many attempts have room in a session timeout, even with a single server. */
    private static final int ATTEMPTS_MIN = 3;

    private static final int FIRST_HANDSHAKE_MILLIS = 2_000;
    private static final int DOUBLINGS_MAX = 10;

    private int timeoutMillis;
    private long now = Long.MIN_VALUE;
    private long heard;
    private long sent;
    private long handshakeSent;
    /** When the pings left that have no answer yet; oldest first. */
    private final Deque<Long> pingsSent = new ArrayDeque<>();
    /** When the last message left that is known to have reached a server. */
    private long provenSent;

    private boolean established;
    /** How many servers in a row have been reached and did not answer. */
    private int unanswered;

    LinkClock(int askedTimeoutMillis) {
        this.timeoutMillis = askedTimeoutMillis;
    }

    void advance(long nowMillis) {
        now = Math.max(now, nowMillis);
    }

    long now() {
        return now;
    }

    void wroteHandshake() {
        sent = now;
        handshakeSent = now;
        pingsSent.clear();
    }

    /** A server has answered the handshake. */
    void established(int negotiatedMillis) {
        timeoutMillis = negotiatedMillis;
        established = true;
        unanswered = 0;
        provenSent = handshakeSent;
        heard = now;
    }

    void wrote() {
        sent = now;
    }

    void wrotePing() {
        sent = now;
        pingsSent.add(now);
    }

    void heard() {
        heard = now;
    }

    /** The server has received what was sent at {@code sentMillis}, so the session was alive then. */
    void proven(long sentMillis) {
        provenSent = Math.max(provenSent, sentMillis);
    }

    void pingAnswered() {
        Long oldest = pingsSent.poll();
        if (oldest != null) {
            proven(oldest);
        }
    }

    /** How long one attempt to reach a server may take. */
    long connectMillis(int servers) {
        return Math.max(1, timeoutMillis / Math.max(servers, ATTEMPTS_MIN));
    }

    /**
     * How long a server that has been reached may take to accept the client. One that is asked to go on with a session needs hardly any time
     * for that, so it has little at first, then twice as long after each that did not answer: Apache's server, while it has not loaded its
     * data yet, refuses a client and then fails to close the connection, so that nobody ever answers on it.
     */
    long handshakeMillis(int servers) {
        long millis = connectMillis(servers);
        return established
                ? Math.min(millis, (long) FIRST_HANDSHAKE_MILLIS << Math.min(unanswered, DOUBLINGS_MAX))
                : millis;
    }

    /** A server that was reached has not accepted the client in time. */
    void unanswered() {
        unanswered++;
    }

    long silentAt() {
        return heard + timeoutMillis * 2L / 3;
    }

    long pingAt() {
        return sent + Math.min(timeoutMillis / 3, PING_INTERVAL_MILLIS_MAX);
    }

    /** When the session is over if no server answers until then; never, while there is none. */
    long expiresAt() {
        return established ? heard + timeoutMillis : Long.MAX_VALUE;
    }

    long provablyAliveUntil() {
        return established ? provenSent + timeoutMillis : Long.MIN_VALUE;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }
}
