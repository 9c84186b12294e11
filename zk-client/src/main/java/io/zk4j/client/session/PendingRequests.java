/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls without an outcome: first those that have been sent, oldest first, then those that wait for a connection. */
final class PendingRequests<W> {
    private final Deque<Call<W>> inFlight = new ArrayDeque<>();
    private final Deque<Call<W>> unsent = new ArrayDeque<>();
    private int lastXid;

    /** No deadline is earlier than this. It may be too early, which costs one look at the calls. */
    private long earliestDeadline = Long.MAX_VALUE;

    void add(Call<W> call, long nowMillis, int failedTries) {
        call.failedTriesBefore = failedTries;
        call.begin(nowMillis);
        earliestDeadline = Math.min(earliestDeadline, call.deadlineMillis());
        unsent.add(call);
    }

    /** Moves the oldest call that waits to those that are sent; null if none waits. */
    @Nullable
    Call<W> sendNext(long nowMillis) {
        Call<W> call = unsent.poll();
        if (call != null) {
            call.xid = nextXid();
            call.sentMillis = nowMillis;
            inFlight.add(call);
        }
        return call;
    }

    /** A number for one more request. */
    int nextXid() {
        lastXid = lastXid == Integer.MAX_VALUE ? 1 : lastXid + 1;
        return lastXid;
    }

    /** The call that the next reply is for. */
    @Nullable
    Call<W> oldestInFlight() {
        return inFlight.peek();
    }

    void removeOldestInFlight() {
        inFlight.remove();
    }

    /** The call that was sent last with this xid. */
    @Nullable
    Call<W> inFlight(int xid) {
        for (Iterator<Call<W>> newestFirst = inFlight.descendingIterator(); newestFirst.hasNext(); ) {
            Call<W> call = newestFirst.next();
            if (call.xid == xid) {
                return call;
            }
        }
        return null;
    }

    /** Takes the call that was sent last with this xid out of the line. */
    @Nullable
    Call<W> takeInFlight(int xid) {
        Call<W> call = inFlight(xid);
        if (call != null) {
            inFlight.remove(call);
        }
        return call;
    }

    int size() {
        return inFlight.size() + unsent.size();
    }

    boolean hasInFlight() {
        return !inFlight.isEmpty();
    }

    boolean hasUnsent() {
        return !unsent.isEmpty();
    }

    /** Takes everything that was sent, as the connection that would bring the replies is gone. */
    List<Call<W>> takeInFlight() {
        var calls = new ArrayList<>(inFlight);
        inFlight.clear();
        return calls;
    }

    /** Takes everything. */
    List<Call<W>> takeAll() {
        List<Call<W>> calls = takeInFlight();
        calls.addAll(unsent);
        unsent.clear();
        return calls;
    }

    /** Takes the calls that have waited while {@code tries} attempts to connect have failed. */
    List<Call<W>> takeExhausted(int failedTries, int tries) {
        return takeUnsent(call -> failedTries - call.failedTriesBefore >= tries);
    }

    /**
     * The calls whose deadline has passed. Those that were sent keep their place in line, since their reply may still come.
     */
    List<Call<W>> takeOverdue(long nowMillis) {
        if (nowMillis < earliestDeadline) {
            return List.of();
        }
        var overdue = new ArrayList<Call<W>>();
        for (Call<W> call : inFlight) {
            if (call.deadlineMillis() <= nowMillis) {
                overdue.add(call);
            }
        }
        overdue.addAll(takeUnsent(call -> call.deadlineMillis() <= nowMillis));
        earliestDeadline = Long.MAX_VALUE;
        inFlight.forEach(call -> noteDeadline(call, nowMillis));
        unsent.forEach(call -> noteDeadline(call, nowMillis));
        return overdue;
    }

    long earliestDeadline() {
        return earliestDeadline;
    }

    private void noteDeadline(Call<W> call, long nowMillis) {
        if (call.deadlineMillis() > nowMillis) {
            earliestDeadline = Math.min(earliestDeadline, call.deadlineMillis());
        }
    }

    private List<Call<W>> takeUnsent(Predicate<Call<W>> condition) {
        var taken = new ArrayList<Call<W>>();
        unsent.removeIf(call -> condition.test(call) && taken.add(call));
        return taken;
    }
}
