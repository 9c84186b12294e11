/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Acquisition;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.PatienceExhaustedException;
import io.zk4j.recipes.primitive.PlaceInLine;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a certain number may hold at a time. All who use it must agree on the number, or read it from the same place.
 *
 * <p>Znodes {@code <path>/leases/_c_<guid>-lease-<number>}; who queues holds {@code <path>/locks/_c_<guid>-lock-<number>} until it has a
 * lease, as with Curator's {@code InterProcessSemaphoreV2}.
 */
public final class InterProcessSemaphore implements InterProcessLock {
    private final ZkFramework zk;
    private final String path;
    private final IntSupplier leasesMax;
    private final Bytes data;
    /** Who waits for a lease through this handle; touched by steps of the turn. */
    private final Set<PlaceInLine> queueing = new LinkedHashSet<>();

    /** A semaphore with a fixed number of leases. */
    public InterProcessSemaphore(ZkFramework zk, String path, int leasesMax) {
        this(zk, path, () -> leasesMax);
        GrantRule.first(leasesMax); // refuses what makes no sense at once
    }

    /**
     * A semaphore whose number of leases may change: what was granted stays granted if it shrinks.
     *
     * @param leasesMax asked on the turn whenever somebody queues and leases have come or gone, so it must not block
     */
    public InterProcessSemaphore(ZkFramework zk, String path, IntSupplier leasesMax) {
        this(zk, path, leasesMax, zk.defaultData());
    }

    private InterProcessSemaphore(ZkFramework zk, String path, IntSupplier leasesMax, Bytes data) {
        this.zk = zk;
        this.path = Paths.validate(path);
        this.leasesMax = leasesMax;
        this.data = data;
    }

    /** Another handle, whose leases have this data. */
    public InterProcessSemaphore data(Bytes data) {
        return new InterProcessSemaphore(zk, path, leasesMax, data);
    }

    @Override
    public Pending<Lease> acquire(@Nullable Duration patience) {
        return new Attempt(patience).pending;
    }

    /** Says that the number of leases may have changed, so that who queues through this handle looks again. */
    public void leasesMaxChanged() {
        zk.engine().turn().execute(() -> List.copyOf(queueing).forEach(PlaceInLine::reconsider));
    }

    /** The paths of all leases that are held, and of one that may be about to be. */
    public Pending<List<String>> participants() {
        return Participants.of(zk, leases());
    }

    private Line leases() {
        return Line.of(Paths.child(path, "leases"), "lease-", data);
    }

    private Line guard() {
        return Line.of(Paths.child(path, "locks"), InterProcessMutex.NAME, zk.defaultData());
    }

    private GrantRule.Verdict judge(List<?> held, int mine) {
        return held.size() <= leasesMax.getAsInt() ? new GrantRule.Granted() : new GrantRule.UntilAnyChange();
    }

    /** One who queues: for the guard first, then, as the only one, for a lease. State of the turn. */
    private final class Attempt {
        private final Pending<Lease> pending = zk.engine().pending();
        private final @Nullable Duration patience;
        private final long begunNanos = zk.engine().turn().nanoTime();
        private final Pending<Lease> guarding;

        Attempt(@Nullable Duration patience) {
            this.patience = patience;
            this.guarding = Acquisition.begin(zk, guard(), GrantRule.first(1), patience);
            pending.onCancel(() -> guarding.cancel(true));
            guarding.onOutcome((guard, failure) -> {
                if (failure != null) {
                    fail(failure);
                } else {
                    takeLease(Objects.requireNonNull(guard));
                }
            });
        }

        private void takeLease(Lease guard) {
            Pending<Lease> leasing =
                    Acquisition.begin(zk, leases(), InterProcessSemaphore.this::judge, left(), this::remember);
            pending.onCancel(() -> leasing.cancel(true));
            leasing.onOutcome((lease, failure) -> {
                guard.close();
                if (failure != null) {
                    fail(failure);
                } else if (!pending.deliver(Objects.requireNonNull(lease))) {
                    lease.close();
                }
            });
        }

        private void remember(PlaceInLine place) {
            queueing.add(place);
            place.granted().whenComplete((granted, failure) -> queueing.remove(place));
        }

        private @Nullable Duration left() {
            if (patience == null || patience.isZero()) {
                return patience;
            }
            Duration left = patience.minusNanos(zk.engine().turn().nanoTime() - begunNanos);
            return left.isNegative() ? Duration.ZERO : left;
        }

        private void fail(Throwable failure) {
            pending.fail(
                    failure instanceof PatienceExhaustedException && patience != null
                            ? new PatienceExhaustedException(path, patience)
                            : failure);
        }
    }
}
