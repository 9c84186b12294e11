/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client shows to a server to go on where it was: the session's id and password, its credentials, and
 * how much it has seen. */
final class SessionIdentity {
    private static final Bytes NO_PASSWORD = Bytes.wrap(new byte[16]);

    private long sessionId;
    private Bytes password = NO_PASSWORD;
    private int timeoutMillis;
    /** Whether every server knows the session; one that a server without a quorum has made is worth nothing elsewhere. */
    private boolean knownEverywhere;

    private final Set<AuthRequest> credentials = new LinkedHashSet<>();
    private long lastZxidSeen;
    private long lastZxidReplied;

    void resume(SessionConfig.ResumedSession resumed) {
        sessionId = resumed.sessionId();
        password = resumed.password();
        knownEverywhere = true;
    }

    /** One more credential, to be shown to every server from now on. */
    void add(AuthRequest credential) {
        credentials.add(credential);
    }

    /** The credentials in the order in which they were added. */
    Set<AuthRequest> credentials() {
        return credentials;
    }

    ConnectRequest connectRequest(SessionConfig config) {
        return new ConnectRequest(
                0,
                lastZxidSeen,
                config.sessionTimeoutMillis(),
                knownEverywhere ? sessionId : 0,
                knownEverywhere ? password : NO_PASSWORD,
                config.canBeReadOnly(),
                true);
    }

    void accepted(ConnectResponse response) {
        sessionId = response.sessionId();
        password = response.password();
        timeoutMillis = response.timeoutMillis();
        knownEverywhere |= !response.readOnly();
    }

    /**
     * Notes an event. A client may have told others of it, so no server that is behind it will do. Watches are not relative to it:
     * of several events with this zxid the connection may have brought only the first.
     */
    void sawEvent(long zxid) {
        lastZxidSeen = Math.max(lastZxidSeen, zxid);
    }

    void sawReply(long zxid) {
        lastZxidSeen = Math.max(lastZxidSeen, zxid);
        lastZxidReplied = Math.max(lastZxidReplied, zxid);
    }

    /** Everything up to here has been seen, events included: what watches are relative to when they are set again. */
    long lastZxidReplied() {
        return lastZxidReplied;
    }

    boolean isNew() {
        return sessionId == 0;
    }

    boolean isKnownEverywhere() {
        return knownEverywhere;
    }

    SessionStatus status(SessionPhase phase, @Nullable HostPort server) {
        return new SessionStatus(phase, sessionId, password, timeoutMillis, server);
    }
}
