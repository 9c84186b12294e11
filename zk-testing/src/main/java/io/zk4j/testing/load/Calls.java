/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waiting for the calls of our asynchronous client. */
final class Calls {
    private Calls() {}

    /** The result, or the exception of the client itself. Each call has its deadline, so this ends. */
    static <T> T await(CompletionStage<T> call) {
        try {
            return call.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
