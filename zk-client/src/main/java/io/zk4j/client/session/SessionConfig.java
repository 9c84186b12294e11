/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one session.
 *
 * @param servers in any order; they are tried in a random one
 * @param sessionTimeoutMillis what to ask the server for; the server decides
 * @param canBeReadOnly whether a server without a quorum will do
 * @param resumed a session of earlier days to go on with; null for a new one
 * @param requestTimeoutMillis the deadline of a call that brings none of its own; zero is never
 * @param frameBytesMax the largest request to send and reply to accept, {@code jute.maxbuffer}
 * @param callsMax how many calls may be without an answer; one more fails at once
 * @param disableAutoWatchReset whether a lost connection ends all watches, in place of setting them again
 * @param closeTimeoutMillis how long closing waits for the server
 */
public record SessionConfig(
        List<HostPort> servers,
        int sessionTimeoutMillis,
        boolean canBeReadOnly,
        @Nullable ResumedSession resumed,
        int requestTimeoutMillis,
        int frameBytesMax,
        int callsMax,
        boolean disableAutoWatchReset,
        int closeTimeoutMillis) {

    /** What a server of default settings accepts, {@code jute.maxbuffer}. */
    public static final int DEFAULT_FRAME_BYTES_MAX = 0xfffff;

    /** So many calls take a few hundred megabytes: more than any program means to have under way. */
    public static final int DEFAULT_CALLS_MAX = 1_000_000;

    public static final int DEFAULT_SESSION_TIMEOUT_MILLIS = 30_000;
    public static final int DEFAULT_CLOSE_TIMEOUT_MILLIS = 5_000;

    public SessionConfig {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("a session needs at least one server");
        }
        if (callsMax < 1) {
            throw new IllegalArgumentException("callsMax is " + callsMax + ", which allows no call at all");
        }
    }

    /** What re-attaches a session. */
    public record ResumedSession(long sessionId, Bytes password) {}

    /** Starts from the defaults. */
    public static Builder builder(List<HostPort> servers) {
        return new Builder(servers);
    }

    /** Collects settings; each starts with its default. */
    public static final class Builder {
        private final List<HostPort> servers;
        private int sessionTimeoutMillis = DEFAULT_SESSION_TIMEOUT_MILLIS;
        private boolean canBeReadOnly;
        private @Nullable ResumedSession resumed;
        private int requestTimeoutMillis;
        private int frameBytesMax = DEFAULT_FRAME_BYTES_MAX;
        private int callsMax = DEFAULT_CALLS_MAX;
        private boolean disableAutoWatchReset;
        private int closeTimeoutMillis = DEFAULT_CLOSE_TIMEOUT_MILLIS;

        private Builder(List<HostPort> servers) {
            this.servers = servers;
        }

        public Builder sessionTimeoutMillis(int millis) {
            this.sessionTimeoutMillis = millis;
            return this;
        }

        public Builder canBeReadOnly(boolean canBeReadOnly) {
            this.canBeReadOnly = canBeReadOnly;
            return this;
        }

        public Builder resume(long sessionId, Bytes password) {
            this.resumed = new ResumedSession(sessionId, password);
            return this;
        }

        public Builder requestTimeoutMillis(int millis) {
            this.requestTimeoutMillis = millis;
            return this;
        }

        public Builder frameBytesMax(int bytes) {
            this.frameBytesMax = bytes;
            return this;
        }

        public Builder callsMax(int calls) {
            this.callsMax = calls;
            return this;
        }

        public Builder disableAutoWatchReset(boolean disable) {
            this.disableAutoWatchReset = disable;
            return this;
        }

        public Builder closeTimeoutMillis(int millis) {
            this.closeTimeoutMillis = millis;
            return this;
        }

        public SessionConfig build() {
            return new SessionConfig(
                    servers,
                    sessionTimeoutMillis,
                    canBeReadOnly,
                    resumed,
                    requestTimeoutMillis,
                    frameBytesMax,
                    callsMax,
                    disableAutoWatchReset,
                    closeTimeoutMillis);
        }
    }
}
