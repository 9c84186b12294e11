/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.session.Failure;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.protocol.Response;
import java.util.function.Function;
import org.apache.zookeeper.Session.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A callback whose call has no answer yet: hears the answer on the engine's thread, and tells it, as a task, on the event thread. */
final class AwaitedCallback<T> implements ReplyHandler, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitedCallback.class);

    private final Function<Response, T> result;
    private final Outcome<T> outcome;
    private final EventThread eventThread;

    // Handed from thread to thread by the queue of the event thread.
    private int error;
    private @Nullable Response response;

    /** A callback that waits; {@code result} makes what it is told of the response. */
    AwaitedCallback(Function<Response, T> result, Outcome<T> outcome, EventThread eventThread) {
        this.result = result;
        this.outcome = outcome;
        this.eventThread = eventThread;
    }

    @Override
    public void onReply(int xid, long zxid, int error, @Nullable Response response) {
        this.error = error;
        this.response = response;
        eventThread.execute(this);
    }

    @Override
    public void onFailure(Failure failure) {
        LOG.debug("{}", failure);
        error = failure.reason().code().code();
        eventThread.execute(this);
    }

    @Override
    public void run() {
        outcome.tell(error, response == null ? null : result.apply(response));
    }
}
