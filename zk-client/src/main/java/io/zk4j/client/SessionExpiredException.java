/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The session is over: expired, or closed. Its ephemeral znodes are gone or will soon be; open a new client.
 *
 * <p>A write may have been carried out before that, if it was sent: then a {@link ZkClient} gives the {@link #advice} to
 * {@link ZkException.Advice#CHECK}, with a new client, before it is repeated. If not, it is {@link ZkException.Advice#GIVE_UP}: the call
 * had no effect, and would fail again.
 */
public final class SessionExpiredException extends ZkException {
    private static final long serialVersionUID = 1L;

    /**
     * For those who build on this client and end a session for their own callers; the advice is to give up.
     *
     * @param path the path of the call that fails; null if it had none
     * @param message what was attempted and what can be done
     */
    public SessionExpiredException(@Nullable String path, String message) {
        this(path, Advice.GIVE_UP, message);
    }

    /**
     * The same, also for a write that was sent.
     *
     * @param path the path of the call that fails; null if it had none
     * @param advice {@link ZkException.Advice#CHECK} if the call may have had its effect, {@link ZkException.Advice#GIVE_UP} if not
     * @param message what was attempted and what can be done
     */
    public SessionExpiredException(@Nullable String path, Advice advice, String message) {
        super(ErrorCode.SESSION_EXPIRED, path, advice, message);
    }
}
