/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Which server to try next, and when: each once without a pause, then a pause before the next round. */
final class RetryPlan {
    /** A connection that has lived this long counts as a success: the next outage begins without a pause. */
    static final int STABLE_MILLIS = 1_000;

    private final ServerList servers;
    private final ReconnectBackoff backoff;
    private @Nullable HostPort first;
    private long retryAt = Long.MIN_VALUE;
    private int failedTries;
    private int failedInRound;

    RetryPlan(List<HostPort> servers, Random random) {
        this.servers = new ServerList(servers, random);
        this.backoff = new ReconnectBackoff(random);
    }

    /** The server to connect to. */
    HostPort nextServer() {
        HostPort promised = first;
        first = null;
        return promised == null ? servers.next() : promised;
    }

    /** A server to ask something, next in the same order, so that each is asked in its turn. */
    HostPort nextToAsk() {
        return servers.next();
    }

    /** Has one server tried before all others. */
    void tryFirst(HostPort server) {
        first = server;
    }

    int servers() {
        return servers.size();
    }

    /** Replaces the servers; true if it is better to move to {@link #nextServer}. */
    boolean replaceServers(List<HostPort> newServers, @Nullable HostPort serving) {
        first = null;
        return servers.replace(newServers, serving);
    }

    /** How many attempts to connect have failed since the beginning. */
    int failedTries() {
        return failedTries;
    }

    long retryAt() {
        return retryAt;
    }

    boolean isDue(long nowMillis) {
        return nowMillis >= retryAt;
    }

    /** A server could not be reached. */
    void failed() {
        failedTries++;
        failedInRound++;
    }

    /** A server that had served is lost. One that was lost at once counts like one that could not be reached. */
    void lost(long servedMillis) {
        if (servedMillis >= STABLE_MILLIS) {
            backoff.reset();
            failedInRound = 0;
        } else {
            failedInRound++;
        }
    }

    /**
     * Plans the next attempt after one has failed.
     *
     * @return whether every server has been tried in vain, so that there is a pause
     */
    boolean planNext(long nowMillis) {
        retryAt = nowMillis;
        if (failedInRound < servers.size()) {
            return false;
        }
        failedInRound = 0;
        retryAt += backoff.nextPauseMillis();
        return true;
    }
}
