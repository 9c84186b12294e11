/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.recipes.Contention;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks under cut connections, lost replies, expired and killed sessions, and those who change their minds at any moment. */
class LockSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aMutexHasOneHolderAndLeavesNothing(long seed) {
        new Contention(seed, 1, "/lock")
                .run(zk -> new InterProcessMutex(zk, "/lock")::acquire)
                .leavesNothing();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aSemaphoreMutexHasOneHolderAndLeavesNothing(long seed) {
        new Contention(seed, 1, "/lock/locks", "/lock/leases")
                .run(zk -> new InterProcessSemaphoreMutex(zk, "/lock")::acquire)
                .leavesNothing();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aSemaphoreHasNoMoreHoldersThanLeases(long seed) {
        new Contention(seed, 3, "/lock/locks", "/lock/leases")
                .run(zk -> new InterProcessSemaphore(zk, "/lock", 3)::acquire)
                .leavesNothing();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aWriterIsAlone(long seed) {
        new Contention(seed, 1, "/lock")
                .run(zk -> new InterProcessReadWriteLock(zk, "/lock").writeLock()::acquire)
                .leavesNothing();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void severalLocksAtOnceHaveOneHolder(long seed) {
        new Contention(seed, 1, "/a", "/b")
                .run(zk -> InterProcessMultiLock.ofPaths(zk, List.of("/a", "/b"))::acquire)
                .leavesNothing();
    }
}
