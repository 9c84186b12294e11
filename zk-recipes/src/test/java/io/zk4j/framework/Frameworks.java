/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/** Frameworks in a world of a test's own. */
public final class Frameworks {
    private Frameworks() {}

    /** A framework whose sessions, turn, callbacks, GUIDs and chance are given. */
    public static ZkFramework open(
            SessionClient.Source sessions,
            Turn turn,
            Executor callbacks,
            Supplier<UUID> guids,
            LongUnaryOperator chance) {
        return new ZkFramework(
                new Engine(new Engine.Surroundings(sessions, turn, callbacks, guids, chance)),
                ZkFramework.Settings.DEFAULT.retryPolicy(
                        RetryPolicy.boundedExponential(Duration.ofSeconds(1), Duration.ofSeconds(30), 3, chance)));
    }
}
