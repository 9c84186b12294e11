/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** One lease that several share: it is given back with the last of them. Entered by steps of the turn. */
final class Hold {
    private final Engine engine;
    private final Lease lease;
    private int shares;
    private boolean over;

    Hold(Engine engine, Lease lease) {
        this.engine = engine;
        this.lease = lease;
    }

    /** Whether another one may still enter. */
    boolean isOpen() {
        return !over && lease.isHeld();
    }

    /** The znode that stands for it. */
    String path() {
        return lease.path();
    }

    /** One more who shares it. */
    Lease enter() {
        shares++;
        return new Share();
    }

    private CompletionStage<Void> leave() {
        shares--;
        if (shares > 0) {
            return Stages.done();
        }
        over = true;
        return lease.release();
    }

    /** What one of them has in hand. */
    private final class Share implements Lease {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public boolean isHeld() {
            return open.get() && lease.isHeld();
        }

        @Override
        public Deadline validUntil() {
            return open.get() ? lease.validUntil() : engine.turn().deadlineIn(Duration.ZERO);
        }

        @Override
        public CompletionStage<Void> lost() {
            return lease.lost();
        }

        @Override
        public long fencingToken() {
            return lease.fencingToken();
        }

        @Override
        public String path() {
            return lease.path();
        }

        @Override
        public Pending<List<OpResult>> guarded(List<Op> transaction) {
            if (open.get()) {
                return lease.guarded(transaction);
            }
            Pending<List<OpResult>> refused = engine.pending();
            refused.fail(new LeaseLostException(path() + " was given back, so nothing is carried out under it"));
            return refused;
        }

        @Override
        public Pending<Void> release() {
            return engine.take(() -> open.compareAndSet(true, false) ? leave() : Stages.done());
        }
    }
}
