/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Acquisition;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.PatienceExhaustedException;
import io.zk4j.recipes.primitive.VersionedValue;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Data of one znode that is changed by comparing and setting: without a lock first, then under one if there is to be one.
 *
 * <p>Thread-safe. The znode is created by the first change. A change whose reply is lost fails with
 * {@link io.zk4j.client.OutcomeUnknownException} or {@link io.zk4j.client.SessionExpiredException}: it may have been made, once.
 */
public final class DistributedAtomicValue {
    /** How often to lose against others before giving up, or queueing for the lock, if nothing else is said. */
    public static final int TRIES_MAX = 10;

    private final ZkFramework zk;
    private final VersionedValue value;
    private final int triesMax;
    private final @Nullable PromotedToLock promotion;

    /** A handle on the value at this path, without a lock. */
    public DistributedAtomicValue(ZkFramework zk, String path) {
        this(zk, path, TRIES_MAX, null);
    }

    /**
     * A handle on the value at this path.
     *
     * @param triesMax how often to lose against others before giving up, or queueing for the lock
     * @param promotion the lock; null for none
     */
    public DistributedAtomicValue(ZkFramework zk, String path, int triesMax, @Nullable PromotedToLock promotion) {
        this.zk = zk;
        this.value = new VersionedValue(zk, Paths.validate(path));
        this.triesMax = triesMax;
        this.promotion = promotion;
    }

    /** The data as the server of this client has it, see {@link DistributedAtomicNumber#get}; empty if there is no znode. */
    public Pending<Bytes> get() {
        return zk.engine().take(() -> value.get().thenApply(DistributedAtomicValue::data));
    }

    /** Creates it with this data; false if it is there already. */
    public Pending<Boolean> initialize(Bytes data) {
        return value.create(data);
    }

    /** Sets it whatever it is. Repeated if the reply is lost. */
    public Pending<Void> forceSet(Bytes data) {
        return zk.engine().take(() -> value.set(data).thenCompose(done -> Stages.done()));
    }

    /** Sets it if it is what is expected, trying once; it is not set either if somebody comes in between. */
    public Pending<AtomicValue<Bytes>> compareAndSet(Bytes expected, Bytes data) {
        return new Change(now -> now.equals(expected) ? Optional.of(data) : Optional.empty(), 1, null).begin();
    }

    /** Sets it unless others come in between too often. */
    public Pending<AtomicValue<Bytes>> trySet(Bytes data) {
        return update(now -> data);
    }

    /**
     * Computes it anew from what it is, unless others come in between too often.
     *
     * @param change from the present data, empty if there is no znode, to the new. Called on the turn, so it must not block; may be
     *     called several times
     */
    public Pending<AtomicValue<Bytes>> update(Function<Bytes, Bytes> change) {
        return new Change(now -> Optional.of(change.apply(now)), triesMax, promotion).begin();
    }

    private static Bytes data(Optional<VersionedValue.Version> version) {
        return version.map(VersionedValue.Version::data).orElse(Bytes.EMPTY);
    }

    /** One change; of the turn. */
    private final class Change {
        private final Function<Bytes, Optional<Bytes>> change;
        private final int triesMax;
        private final @Nullable PromotedToLock promotion;
        private final Pending<AtomicValue<Bytes>> pending = zk.engine().pending();
        private int optimisticTries;
        private int promotedTries;
        private boolean underLock;
        private Bytes seen = Bytes.EMPTY;

        Change(Function<Bytes, Optional<Bytes>> change, int triesMax, @Nullable PromotedToLock promotion) {
            this.change = change;
            this.triesMax = triesMax;
            this.promotion = promotion;
        }

        Pending<AtomicValue<Bytes>> begin() {
            CompletionStage<Optional<VersionedValue.Change>> done = value.update(this::next, triesMax);
            done.whenComplete((changed, failure) -> zk.engine().turn().execute(() -> {
                if (failure != null) {
                    pending.fail(failure);
                } else if (changed.isPresent() || promotion == null) {
                    finish(changed);
                } else if (!pending.isCancelled()) {
                    promote(promotion);
                }
            }));
            return pending;
        }

        private Optional<Bytes> next(Optional<Bytes> now) {
            if (pending.isCancelled()) {
                return Optional.empty();
            }
            seen = now.orElse(Bytes.EMPTY);
            if (underLock) {
                promotedTries++;
            } else {
                optimisticTries++;
            }
            return change.apply(seen);
        }

        private void promote(PromotedToLock lock) {
            underLock = true;
            var line = Line.of(lock.lockPath(), "lock-", zk.defaultData());
            Pending<Lease> queueing = Acquisition.begin(zk, line, GrantRule.first(1), lock.patience());
            pending.onCancel(() -> queueing.cancel(false));
            CompletionStage<Lease> queued = queueing;
            queued.whenComplete((lease, failure) -> zk.engine().turn().execute(() -> {
                if (failure instanceof PatienceExhaustedException) {
                    finish(Optional.empty());
                } else if (failure != null) {
                    pending.fail(failure);
                } else {
                    tryUnder(lease, lock.triesMax());
                }
            }));
        }

        private void tryUnder(Lease lease, int triesMax) {
            CompletionStage<Optional<VersionedValue.Change>> done = value.update(this::next, triesMax);
            done.whenComplete((changed, failure) -> zk.engine().turn().execute(() -> {
                lease.close();
                if (failure != null) {
                    pending.fail(failure);
                } else {
                    finish(changed);
                }
            }));
        }

        private void finish(Optional<VersionedValue.Change> changed) {
            Bytes after = changed.map(change -> change.after().data()).orElse(seen);
            pending.deliver(new AtomicValue<>(changed.isPresent(), seen, after, optimisticTries, promotedTries));
        }
    }
}
