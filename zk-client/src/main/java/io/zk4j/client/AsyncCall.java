/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import static java.util.Objects.requireNonNull;

import io.zk4j.client.session.Failure;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One call of the application: hears the reply on the I/O thread and completes, as a stage, on the executor for callbacks. */
final class AsyncCall<T> extends CompletableFuture<T> implements ReplyHandler, Runnable {
    /** Makes the result of a reply. */
    @FunctionalInterface
    interface Decoder<T> {
        /**
         * The result.
         *
         * @param response null for an error that the call accepts
         * @throws ZkException if the response says that the call has failed after all
         */
        T decode(@Nullable Response response);
    }

    /** Null once the outcome is known, which may be kept for long. */
    private @Nullable Request request;

    private final @Nullable String path;
    private final int acceptedError;
    private final Decoder<T> decoder;
    private final Executor callbacks;

    private int error;
    private @Nullable Response response;
    private @Nullable Failure failure;

    /**
     * A call.
     *
     * @param request what the server is asked
     * @param path as the application names it
     * @param acceptedError a code that counts as success, zero for none
     */
    AsyncCall(Request request, @Nullable String path, int acceptedError, Decoder<T> decoder, Executor callbacks) {
        this.request = request;
        this.path = path;
        this.acceptedError = acceptedError;
        this.decoder = decoder;
        this.callbacks = callbacks;
    }

    @Override
    public void onReply(int xid, long zxid, int error, @Nullable Response response) {
        this.error = error;
        this.response = response;
        callbacks.execute(this);
    }

    @Override
    public void onFailure(Failure failure) {
        this.failure = failure;
        callbacks.execute(this);
    }

    @Override
    public void run() {
        Request asked = requireNonNull(request, "there is one outcome");
        request = null;
        if (failure != null) {
            completeExceptionally(ZkExceptions.failed(asked.opCode(), path, failure));
        } else if (error != 0 && error != acceptedError) {
            completeExceptionally(ZkExceptions.refused(asked, path, error));
        } else {
            try {
                complete(decoder.decode(response));
            } catch (RuntimeException refused) {
                completeExceptionally(refused);
            }
        }
    }
}
