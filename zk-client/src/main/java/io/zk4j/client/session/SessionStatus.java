/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a session at one moment.
 *
 * @param sessionId zero until a server has made the session
 * @param password what re-attaches the session, together with its id; sixteen zero bytes until then
 * @param timeoutMillis the negotiated timeout; zero until then
 * @param server the server that serves the session now
 */
public record SessionStatus(
        SessionPhase phase,
        long sessionId,
        Bytes password,
        int timeoutMillis,
        @Nullable HostPort server) {}
