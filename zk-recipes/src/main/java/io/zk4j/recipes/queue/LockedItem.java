/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.Bytes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * An item of a {@link LockingQueue} that is in somebody's hands until it is consumed or released, or the session ends in which it was
 * taken: then others may have it.
 *
 * <p>Thread-safe. To close it releases it, unless it is consumed.
 */
public final class LockedItem implements AutoCloseable {
    private final Engine engine;
    private final Locks.Locked claim;
    /** It is consumed or released, or about to be; of the turn. */
    private boolean ended;

    LockedItem(Engine engine, Locks.Locked claim) {
        this.engine = engine;
        this.claim = claim;
    }

    /** What was put. */
    public Bytes data() {
        return claim.data();
    }

    /** The name of its znode below {@code entries}. */
    public String name() {
        return claim.name();
    }

    /** Asks the servers whether it is this program's still. */
    public Pending<Boolean> holdsLock() {
        return engine.take(() -> ended || claim.session().isOver() ? Stages.value(false) : claim.holdsLock());
    }

    /**
     * Removes it from the queue.
     *
     * @return whether it did; false if it is not this program's any more, and may come again. Fails with
     *     {@link io.zk4j.client.SessionExpiredException} if the session ends meanwhile: then it may be removed or not
     */
    public Pending<Boolean> consume() {
        return end(claim::done);
    }

    /**
     * Puts it back into its place.
     *
     * @return whether it did; false if it was not this program's any more
     */
    public Pending<Boolean> release() {
        return end(claim::giveBack);
    }

    private Pending<Boolean> end(Supplier<CompletionStage<Void>> how) {
        return engine.take(() -> {
            if (ended || claim.session().isOver()) {
                return Stages.value(false);
            }
            ended = true;
            return Stages.recover(how.get().thenApply(done -> true), failure -> {
                ended = false;
                return CompletableFuture.failedStage(failure);
            });
        });
    }

    /** Releases it without waiting for that; nothing happens if it is consumed or released already. */
    @Override
    public void close() {
        var unused = release();
    }
}
