/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.util.function.UnaryOperator;

/**
 * A number in one znode that is changed by comparing and setting.
 *
 * <p>Thread-safe. A znode that is not there, or has no data, counts as zero. Changes fail as those of {@link DistributedAtomicValue}.
 */
public abstract sealed class DistributedAtomicNumber<N extends Number>
        permits DistributedAtomicLong, DistributedAtomicInteger, Counter, FloatCounter {
    private final ZkFramework zk;
    private final DistributedAtomicValue value;

    DistributedAtomicNumber(ZkFramework zk, DistributedAtomicValue value) {
        this.zk = zk;
        this.value = value;
    }

    /**
     * The number as the server of this client has it. Another server may be ahead: call {@link ZkFramework#sync} before to have what
     * others wrote through it.
     */
    public final Pending<N> get() {
        return zk.engine().take(() -> value.get().thenApply(this::decode));
    }

    /** Sets it for the first time; false if there is a znode already. */
    public final Pending<Boolean> initialize(N number) {
        return value.initialize(encode(number));
    }

    /** Sets it whatever it is. Repeated if the reply is lost. */
    public final Pending<Void> forceSet(N number) {
        return value.forceSet(encode(number));
    }

    /** Sets it if it is what is expected, trying once; it is not set either if somebody comes in between. */
    public final Pending<AtomicValue<N>> compareAndSet(N expected, N number) {
        return numbers(value.compareAndSet(encode(expected), encode(number)));
    }

    /** Sets it unless others come in between too often. */
    public final Pending<AtomicValue<N>> trySet(N number) {
        return numbers(value.trySet(encode(number)));
    }

    /** Adds one. */
    public final Pending<AtomicValue<N>> increment() {
        return change(number -> sum(number, of(1)));
    }

    /** Subtracts one. */
    public final Pending<AtomicValue<N>> decrement() {
        return change(number -> sum(number, of(-1)));
    }

    /** Adds so much; wraps around beyond what the type can hold. */
    public final Pending<AtomicValue<N>> add(N delta) {
        return change(number -> sum(number, delta));
    }

    /** Subtracts so much; wraps around beyond what the type can hold. */
    public final Pending<AtomicValue<N>> subtract(N delta) {
        return change(number -> sum(number, negated(delta)));
    }

    abstract N decode(Bytes data);

    abstract Bytes encode(N number);

    abstract N of(int number);

    abstract N sum(N number, N delta);

    abstract N negated(N number);

    final ZkFramework zk() {
        return zk;
    }

    private Pending<AtomicValue<N>> change(UnaryOperator<N> change) {
        return numbers(value.update(data -> encode(change.apply(decode(data)))));
    }

    private Pending<AtomicValue<N>> numbers(Pending<AtomicValue<Bytes>> change) {
        Pending<AtomicValue<N>> pending = zk.engine()
                .take(() -> change.thenApply(done -> new AtomicValue<>(
                        done.succeeded(),
                        decode(done.preValue()),
                        decode(done.postValue()),
                        done.optimisticTries(),
                        done.promotedLockTries())));
        pending.onCancel(() -> change.cancel(false));
        return pending;
    }

    static IllegalStateException notANumber(Bytes data, String wanted) {
        return new IllegalStateException("the znode has " + data.length() + " bytes of data that are not " + wanted
                + "; set it with forceSet if it should be a number");
    }
}
