/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/** Through which session a call goes, and how patiently. Asked by steps of the turn, anew for each try. */
interface Route {
    /** Of a bound makes a number from nothing to below it. */
    LongUnaryOperator CHANCE = bound -> ThreadLocalRandom.current().nextLong(bound);

    /** The session for the next try; one that is over if there will be no other. */
    Session session();

    /** The pause before the next try; empty to give up. */
    Optional<Duration> pauseAfter(int failures, Duration elapsed);

    /** Whether another session will do as well. */
    boolean outlives(Session session);

    /** For what belongs to one session: tries until that is over. */
    static Route of(Session session, LongUnaryOperator chance) {
        RetryPolicy patient =
                RetryPolicy.boundedExponential(Duration.ofMillis(20), Duration.ofSeconds(1), Integer.MAX_VALUE, chance);
        return new Route() {
            @Override
            public Session session() {
                return session;
            }

            @Override
            public Optional<Duration> pauseAfter(int failures, Duration elapsed) {
                return patient.pauseAfter(failures, elapsed);
            }

            @Override
            public boolean outlives(Session over) {
                return false;
            }
        };
    }

    /** For everything else: whichever session there is, as often as the policy wants. */
    static Route of(Engine engine, RetryPolicy policy) {
        return new Route() {
            @Override
            public Session session() {
                return engine.session();
            }

            @Override
            public Optional<Duration> pauseAfter(int failures, Duration elapsed) {
                return policy.pauseAfter(failures, elapsed);
            }

            @Override
            public boolean outlives(Session over) {
                return !engine.isClosed();
            }
        };
    }
}
