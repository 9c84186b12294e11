/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import io.zk4j.client.session.Failure;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.RequestText;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The answer that one blocked caller waits for. The engine's thread sets it directly, past the event thread, so that a callback may make
 * synchronous calls.
 */
final class AwaitedAnswer implements ReplyHandler {
    private final Thread waiter = Thread.currentThread();

    // Written before what says that the answer is there, read behind it.
    private int error;
    private @Nullable Response response;
    private @Nullable Failure failure;

    /** Volatile, and no latch: there is one for each call of the application, and this one leaves no garbage. */
    private volatile boolean answered;

    @Override
    public void onReply(int xid, long zxid, int error, @Nullable Response response) {
        this.error = error;
        this.response = response;
        wakeUp();
    }

    @Override
    public void onFailure(Failure failure) {
        this.failure = failure;
        wakeUp();
    }

    private void wakeUp() {
        answered = true;
        LockSupport.unpark(waiter);
    }

    /**
     * Waits, on the thread that has made this. How long at most is the engine's affair.
     *
     * @param path what the application named
     * @param request what the server was asked
     * @throws KeeperException if there is an error or no answer
     * @throws InterruptedException if the caller was interrupted; the request may be carried out all the same
     */
    Response await(@Nullable String path, Request request) throws KeeperException, InterruptedException {
        while (!answered) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        if (failure != null) {
            throw KeeperException.withDetail(failure.reason().code().code(), path, failure.message());
        }
        if (response == null) {
            if (error == ErrorCode.MARSHALLING_ERROR.code()) {
                throw KeeperException.withDetail(error, path, RequestText.notTaken(request));
            }
            throw KeeperException.ofReply(error == ErrorCode.OK.code() ? ErrorCode.SYSTEM_ERROR.code() : error, path);
        }
        return response;
    }
}
