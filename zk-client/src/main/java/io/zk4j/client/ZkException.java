/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a call did not succeed. The subclass says what happened; {@link #advice} says what a caller that knows nothing more can do.
 *
 * <p>Stages fail with these exceptions. They carry no stack trace, as they begin on an I/O thread that tells nothing about the caller.
 */
public class ZkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do next. */
    public enum Advice {
        /** The call had no effect: repeat it. */
        RETRY,
        /** The call may have had its effect: look before repeating it, with a new client if the session is over. */
        CHECK,
        /** Repeating the same call will fail the same way. */
        GIVE_UP
    }

    /** The code by which the protocol knows the failure. */
    private final ErrorCode code;
    /** The path as the caller gave it; null if there is none. */
    private final @Nullable String path;
    /** What a caller can do that knows nothing more. */
    private final Advice advice;

    ZkException(ErrorCode code, @Nullable String path, Advice advice, String message) {
        super(message, null, false, false);
        this.code = code;
        this.path = path;
        this.advice = advice;
    }

    /** {@return the code by which the protocol knows this failure} */
    public ErrorCode code() {
        return code;
    }

    /** {@return the path that the call was about, as the caller gave it; null if there is none} */
    public @Nullable String path() {
        return path;
    }

    /** {@return what a caller can do that knows nothing more} */
    public Advice advice() {
        return advice;
    }
}
