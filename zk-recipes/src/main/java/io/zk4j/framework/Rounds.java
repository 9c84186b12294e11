/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes steps a little later, all that wait with one timer: for what mostly nobody needs any more by then. Owned by the turn.
 */
final class Rounds {
    private static final int NO_TIMER = -1;

    private final Turn turn;
    private final Duration every;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    /** How many wait for the timer that runs. The timer's thread stops it if nobody does, without a turn. */
    private final AtomicInteger waitingForTimer = new AtomicInteger(NO_TIMER);

    /**
     * Rounds without anybody who waits for one.
     *
     * @param every how long it takes at most from joining until the step is taken
     */
    Rounds(Turn turn, Duration every) {
        this.turn = turn;
        this.every = every;
    }

    /**
     * Takes a step in the next round.
     *
     * @return forgets it, unless the round has begun
     */
    Registration join(Runnable step) {
        Runnable unique = () -> step.run(); // the same step may be given twice
        waiting.add(unique);
        if (waitingForTimer.getAndUpdate(count -> Math.max(count, 0) + 1) == NO_TIMER) {
            turn.afterIf(() -> !waitingForTimer.compareAndSet(0, NO_TIMER), every, this::begin);
        }
        return () -> {
            if (waiting.remove(unique)) {
                waitingForTimer.decrementAndGet();
            }
        };
    }

    private void begin() {
        var due = List.copyOf(waiting);
        waiting.clear();
        waitingForTimer.set(NO_TIMER);
        Turn.each(due);
    }
}
