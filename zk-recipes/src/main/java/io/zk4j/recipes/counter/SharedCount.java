/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.primitive.VersionedValue.Version;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A {@link SharedValue} that is an {@code int}: four bytes, the highest first, as Curator's class of this name. Thread-safe. */
public final class SharedCount implements AutoCloseable {
    private final SharedValue value;

    private SharedCount(SharedValue value) {
        this.value = value;
    }

    /** Begins to follow the count at this path, which begins with the seed if there is no znode. */
    public static SharedCount open(ZkFramework zk, String path, int seed) {
        return new SharedCount(SharedValue.open(zk, path, IntFormat.encode(seed)));
    }

    /** Completes when the count is known for the first time; cancelled if this is closed before. */
    public Pending<Void> started() {
        return value.started();
    }

    /** What was seen last; the seed before anything was. */
    public int getCount() {
        return IntFormat.decode(value.getValue());
    }

    /** The version that was seen last, to be compared with; empty before anything was seen. */
    public Optional<Version> getVersionedValue() {
        return value.getVersionedValue();
    }

    /** Sets it whatever it is. Repeated if the reply is lost. */
    public Pending<Void> setCount(int count) {
        return value.setValue(IntFormat.encode(count));
    }

    /** Sets it if it is still in this version; says whether. */
    public Pending<Boolean> trySetCount(Version previous, int count) {
        return value.trySetValue(previous, IntFormat.encode(count));
    }

    /** Tells a listener each later change, this program's own included, one at a time on the executor for callbacks. */
    public Registration addListener(IntConsumer listener) {
        return value.addListener(data -> listener.accept(IntFormat.decode(data)));
    }

    /** Follows it no longer; the znode stays. */
    @Override
    public void close() {
        value.close();
    }
}
