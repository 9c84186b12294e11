/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;

/** An {@code int} that programs share: four bytes, the highest first, as Curator's class of this name. */
public final class DistributedAtomicInteger extends DistributedAtomicNumber<Integer> {
    /** A handle on the number at this path, without a lock. */
    public DistributedAtomicInteger(ZkFramework zk, String path) {
        super(zk, new DistributedAtomicValue(zk, path));
    }

    /** A handle on the number at this path; see {@link DistributedAtomicValue}. */
    public DistributedAtomicInteger(ZkFramework zk, String path, int triesMax, PromotedToLock promotion) {
        super(zk, new DistributedAtomicValue(zk, path, triesMax, promotion));
    }

    @Override
    Integer decode(Bytes data) {
        return data.isEmpty() ? 0 : IntFormat.decode(data);
    }

    @Override
    Bytes encode(Integer number) {
        return IntFormat.encode(number);
    }

    @Override
    Integer of(int number) {
        return number;
    }

    @Override
    Integer sum(Integer number, Integer delta) {
        return number + delta;
    }

    @Override
    Integer negated(Integer number) {
        return -number;
    }
}
