/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several locks held together: acquired one after the other in the order given, all or none, and given back in the other order. Who uses
 * some of them must name them in the same order, or two may wait for each other.
 */
public final class InterProcessMultiLock implements InterProcessLock {
    private final Engine engine;
    private final List<InterProcessLock> locks;

    /** A lock made of these. */
    public InterProcessMultiLock(ZkFramework zk, List<? extends InterProcessLock> locks) {
        if (locks.isEmpty()) {
            throw new IllegalArgumentException("a lock made of no locks excludes nobody");
        }
        this.engine = zk.engine();
        this.locks = List.copyOf(locks);
    }

    /** A lock made of a mutex at each of these paths. */
    public static InterProcessMultiLock ofPaths(ZkFramework zk, List<String> paths) {
        return new InterProcessMultiLock(
                zk, paths.stream().map(path -> new InterProcessMutex(zk, path)).toList());
    }

    @Override
    public Pending<Lease> acquire(@Nullable Duration patience) {
        Pending<Lease> all = engine.pending();
        long begunNanos = engine.turn().nanoTime();
        engine.turn().execute(() -> next(all, new ArrayList<>(), patience, begunNanos));
        return all;
    }

    private void next(Pending<Lease> all, List<Lease> held, @Nullable Duration patience, long begunNanos) {
        if (all.isCancelled()) {
            release(held);
            return;
        } else if (held.size() == locks.size()) {
            var lease = new CombinedLease(engine, held);
            if (!all.deliver(lease)) {
                lease.close();
            }
            return;
        }
        Pending<Lease> one = locks.get(held.size()).acquire(left(patience, begunNanos));
        all.onCancel(() -> one.cancel(true));
        one.onOutcome((lease, failure) -> {
            if (failure != null) {
                release(held);
                all.fail(failure);
            } else {
                held.add(Objects.requireNonNull(lease));
                next(all, held, patience, begunNanos);
            }
        });
    }

    private @Nullable Duration left(@Nullable Duration patience, long begunNanos) {
        if (patience == null || patience.isZero()) {
            return patience;
        }
        Duration left = patience.minusNanos(engine.turn().nanoTime() - begunNanos);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static void release(List<Lease> held) {
        Collections.reverse(held);
        held.forEach(Lease::close);
    }
}
