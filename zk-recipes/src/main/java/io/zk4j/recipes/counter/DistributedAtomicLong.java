/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.nio.ByteBuffer;

/** A {@code long} that programs share: eight bytes, the highest first, as Curator's class of this name. */
public final class DistributedAtomicLong extends DistributedAtomicNumber<Long> {
    /** A handle on the number at this path, without a lock. */
    public DistributedAtomicLong(ZkFramework zk, String path) {
        super(zk, new DistributedAtomicValue(zk, path));
    }

    /** A handle on the number at this path; see {@link DistributedAtomicValue}. */
    public DistributedAtomicLong(ZkFramework zk, String path, int triesMax, PromotedToLock promotion) {
        super(zk, new DistributedAtomicValue(zk, path, triesMax, promotion));
    }

    @Override
    Long decode(Bytes data) {
        if (data.isEmpty()) {
            return 0L;
        } else if (data.length() != Long.BYTES) {
            throw notANumber(data, "the eight of a long");
        }
        return ByteBuffer.wrap(data.toArray()).getLong();
    }

    @Override
    Bytes encode(Long number) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    @Override
    Long of(int number) {
        return (long) number;
    }

    @Override
    Long sum(Long number, Long delta) {
        return number + delta;
    }

    @Override
    Long negated(Long number) {
        return -number;
    }
}
