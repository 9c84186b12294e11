/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import io.zk4j.testing.ZkEnsemble;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The question how long nobody can write after the leader of an ensemble was killed. */
public final class Failover {
    private static final Duration WARM = Duration.ofMillis(1_500);
    private static final Duration LOOK_BACK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    /** So many writes after the outage, it is over. */
    private static final int WRITES_AFTER = 200;

    private Failover() {}

    /**
     * Has clients write as fast as they are answered, kills the leader, and returns the longest stretch without an acknowledged write. In
     * the end all servers serve again.
     */
    public static Duration ofOneLeader(ZkEnsemble ensemble, int clients) {
        ensemble.awaitServing();
        try (var load = WriteLoad.setting(ensemble.connectString(), clients).start()) {
            LockSupport.parkNanos(WARM.toNanos());
            long leader = ensemble.awaitLeader();
            long killed = System.nanoTime();
            ensemble.member(leader).kill();
            long before = load.acknowledged();
            await("writes go on", () -> load.acknowledged() > before + WRITES_AFTER);
            await("another one leads", () -> ensemble.leader() != null);
            var report = load.stop();
            if (report.expiredSessions() > 0) {
                throw new IllegalStateException(report.expiredSessions() + " sessions have expired");
            }
            ensemble.start(leader);
            return report.longestGap(killed - LOOK_BACK.toNanos(), Long.MAX_VALUE);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
