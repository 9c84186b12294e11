/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A server has refused a credential, which has ended the session.
 *
 * <p>A write may have been carried out before that, if it was sent: then the {@link #advice} is {@link ZkException.Advice#CHECK}.
 * Otherwise it is {@link ZkException.Advice#GIVE_UP}: the call had no effect.
 */
public final class AuthFailedException extends ZkException {
    private static final long serialVersionUID = 1L;

    AuthFailedException(@Nullable String path, Advice advice, String message) {
        super(ErrorCode.AUTH_FAILED, path, advice, message);
    }
}
