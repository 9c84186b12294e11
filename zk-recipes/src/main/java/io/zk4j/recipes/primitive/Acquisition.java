/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.ZkFramework;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Queueing for a lease: joins a line, hands the lease out when it is granted, and leaves no znode behind if that comes to nothing.
 */
public final class Acquisition {
    /** As long as it takes. */
    public static final @Nullable Duration WITHOUT_END = null;

    /** How long to wait for an answer of the servers if nobody wants to wait for others. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);

    private final ZkFramework zk;
    private final Line line;
    private final @Nullable Duration patience;
    private final Pending<Lease> pending;
    private Registration alarm = () -> {};

    private Acquisition(ZkFramework zk, Line line, @Nullable Duration patience) {
        this.zk = zk;
        this.line = line;
        this.patience = patience;
        this.pending = zk.engine().pending();
    }

    /**
     * Joins a line. Can be called on any thread.
     *
     * @param patience longest time to queue; zero asks once without waiting for others; null waits without end
     * @return the lease; cancelling it leaves the line. Fails as {@link PlaceInLine#granted} does, and with
     *     {@link PatienceExhaustedException}
     */
    public static Pending<Lease> begin(ZkFramework zk, Line line, GrantRule rule, @Nullable Duration patience) {
        return begin(zk, line, rule, patience, place -> {});
    }

    /** The same, for those who want to know the place while it queues. The consumer is called on the turn. */
    public static Pending<Lease> begin(
            ZkFramework zk, Line line, GrantRule rule, @Nullable Duration patience, Consumer<PlaceInLine> onJoin) {
        var acquisition = new Acquisition(zk, line, patience);
        zk.engine().turn().execute(() -> acquisition.join(rule, onJoin));
        return acquisition.pending;
    }

    private void join(GrantRule rule, Consumer<PlaceInLine> onJoin) {
        if (pending.isCancelled()) {
            return;
        }
        var place = PlaceInLine.join(zk, zk.engine().session(), line, rule);
        onJoin.accept(place);
        pending.onCancel(() -> {
            alarm.close();
            place.leave();
        });
        limit(place);
        place.granted().whenComplete((granted, failure) -> {
            alarm.close();
            if (failure != null) {
                pending.fail(failure);
            } else {
                var lease = new HeldPlace(zk, place);
                if (!pending.deliver(lease)) {
                    lease.close();
                }
            }
        });
    }

    private void limit(PlaceInLine place) {
        if (patience == null) {
            return;
        }
        boolean once = patience.isZero() || patience.isNegative();
        alarm = zk.engine().turn().after(once ? ANSWER_MAX : patience, () -> giveUp(place, patience));
        if (once) {
            place.judged().thenAccept(atOnce -> {
                if (!atOnce) {
                    giveUp(place, patience);
                }
            });
        }
    }

    private void giveUp(PlaceInLine place, Duration waited) {
        pending.fail(new PatienceExhaustedException(line.path(), waited));
        place.leave();
    }
}
