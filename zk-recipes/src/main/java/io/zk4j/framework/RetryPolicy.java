/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/**
 * Whether and when to try again what has failed without having had any effect, or what can be repeated. A call without an answer
 * has already waited for a connection, until its deadline.
 */
@FunctionalInterface
public interface RetryPolicy {
    /**
     * The pause before the next try; empty to give up.
     *
     * @param failures how many tries have failed, at least one
     * @param elapsed since the first try began
     */
    Optional<Duration> pauseAfter(int failures, Duration elapsed);

    /** Gives up at once. */
    static RetryPolicy never() {
        return (failures, elapsed) -> Optional.empty();
    }

    /** Tries once more. */
    static RetryPolicy once(Duration pause) {
        return times(1, pause);
    }

    /** Tries so many times more. */
    static RetryPolicy times(int retries, Duration pause) {
        return (failures, elapsed) -> failures <= retries ? Optional.of(pause) : Optional.empty();
    }

    /** Tries until so much time has passed. */
    static RetryPolicy untilElapsed(Duration limit, Duration pause) {
        return (failures, elapsed) -> elapsed.plus(pause).compareTo(limit) <= 0 ? Optional.of(pause) : Optional.empty();
    }

    /** Never gives up. */
    static RetryPolicy forever(Duration pause) {
        return (failures, elapsed) -> Optional.of(pause);
    }

    /** Pauses that double on average, the first between nothing and twice the base; Curator's {@code ExponentialBackoffRetry}. */
    static RetryPolicy exponential(Duration base, int retries) {
        return boundedExponential(base, Duration.ofMillis(Integer.MAX_VALUE), retries);
    }

    /** The same with a longest pause. */
    static RetryPolicy boundedExponential(Duration base, Duration longest, int retries) {
        return boundedExponential(base, longest, retries, Route.CHANCE);
    }

    /**
     * The same by somebody's own chance.
     *
     * @param chance of a bound makes a number from nothing to below it
     */
    static RetryPolicy boundedExponential(Duration base, Duration longest, int retries, LongUnaryOperator chance) {
        return (failures, elapsed) -> {
            if (failures > retries) {
                return Optional.empty();
            }
            long spread = 1L << Math.min(failures, 30);
            long nanos = base.toNanos() * Math.max(1, chance.applyAsLong(spread));
            return Optional.of(Duration.ofNanos(Math.min(nanos, longest.toNanos())));
        };
    }
}
