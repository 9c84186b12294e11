/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: what was asked, who waits for the answer, and how far it has come. As an input it is submitted by the
 * application, as an effect it is to be written: one object for all of that, since nothing is made as often.
 *
 * <p>Made by the thread that submits and handed over to the machine, which alone changes it from then on.
 */
public final class Call<W> implements Input<W>, Effect<W> {
    private static final ReplyHandler NOBODY = new ReplyHandler() {
        @Override
        public void onReply(int xid, long zxid, int error, @Nullable Response response) {}

        @Override
        public void onFailure(Failure failure) {}
    };

    private static final long NO_DEADLINE = Long.MAX_VALUE;
    private static final long DONE = NO_DEADLINE - 1; // in place of a deadline, for it has none any more

    private final Request request;
    private final @Nullable WatchChange<W> change;
    private final ReplyHandler handler;
    private final int timeoutMillis; // these fields have no gap between them: one more would cost each call eight bytes

    int xid;
    private long deadlineMillis = NO_DEADLINE;
    long sentMillis;
    /** How many attempts to connect had failed when this call began to wait. */
    int failedTriesBefore;
    /** The outcome of a call that was never written, told when those before it have theirs. */
    @Nullable
    Failure refusal;

    /**
     * A call.
     *
     * @param timeoutMillis until it fails as timed out; zero is never, and what is beyond 24 days is 24 days
     */
    public Call(Request request, @Nullable WatchChange<W> change, ReplyHandler handler, long timeoutMillis) {
        this.request = request;
        this.change = change;
        this.handler = handler;
        this.timeoutMillis = (int) Math.min(timeoutMillis, Integer.MAX_VALUE);
    }

    /** A call of the machine's own, whose outcome nobody hears. */
    static <W> Call<W> untold(Request request) {
        return new Call<>(request, null, NOBODY, 0);
    }

    boolean isUntold() {
        return handler == NOBODY;
    }

    public Request request() {
        return request;
    }

    public @Nullable WatchChange<W> change() {
        return change;
    }

    public ReplyHandler handler() {
        return handler;
    }

    int timeoutMillis() {
        return timeoutMillis;
    }

    /** From now on it fails when its timeout is over, unless it has none. */
    void begin(long nowMillis) {
        if (timeoutMillis > 0) {
            deadlineMillis = nowMillis + timeoutMillis;
        }
    }

    /** When it fails as timed out; {@link Long#MAX_VALUE} if never, or if it has its outcome. */
    long deadlineMillis() {
        return isDone() ? NO_DEADLINE : deadlineMillis;
    }

    /** Whether the outcome has been told. The call may still stand in line, so that its reply is recognised. */
    boolean isDone() {
        return deadlineMillis == DONE;
    }

    void done() {
        deadlineMillis = DONE;
    }

    @Override
    public void deliverTo(SessionMachine<W> machine) {
        machine.onSubmitted(this);
    }

    @Override
    public void deliverTo(Driver<W> driver) {
        driver.write(xid, request);
    }

    @Override
    public String toString() {
        return RequestText.of(request);
    }
}
