/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.CallTimedOutException;
import io.zk4j.client.NotConnectedException;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.ZkException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What to make of the failure of a call; pure. */
public final class Failures {
    private Failures() {}

    /** What really went wrong. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The same to be thrown: itself if it needs no declaration. */
    static RuntimeException unchecked(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof ZkException zk) {
            // It was made on a thread that tells nothing; who threw it at whom is seen from here.
            return zk;
        } else if (cause instanceof RuntimeException runtime) {
            return runtime;
        } else if (cause instanceof Error error) {
            throw error;
        }
        return new CompletionException(cause);
    }

    /** Whether the call had no effect and the reason may pass. */
    static boolean isHarmless(Throwable failure) {
        return failure instanceof NotConnectedException
                || failure instanceof CallTimedOutException
                || (failure instanceof ZkException zk && zk.advice() == ZkException.Advice.RETRY);
    }

    /** Whether the call may or may not have had its effect. */
    static boolean isUnknown(Throwable failure) {
        return failure instanceof OutcomeUnknownException || failure instanceof SessionExpiredException;
    }

    /** Whether the call was sent, so that it may have had its effect. */
    static boolean isInDoubt(Throwable failure) {
        return failure instanceof ZkException zk && zk.advice() == ZkException.Advice.CHECK;
    }
}
