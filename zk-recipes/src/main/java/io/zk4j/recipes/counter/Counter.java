/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;

/**
 * A whole number that is shared with kazoo's {@code Counter}: its digits as text; or, if asked for, Curator's four bytes, as kazoo has it
 * with {@code support_curator}.
 */
public final class Counter extends DistributedAtomicNumber<Long> {
    private final boolean supportCurator;

    /** A handle on the number at this path, in kazoo's format. */
    public Counter(ZkFramework zk, String path) {
        this(zk, path, false);
    }

    /**
     * A handle on the number at this path.
     *
     * @param supportCurator whether the number has Curator's format, and so must fit into an {@code int}
     */
    public Counter(ZkFramework zk, String path, boolean supportCurator) {
        super(zk, new DistributedAtomicValue(zk, path));
        this.supportCurator = supportCurator;
    }

    @Override
    Long decode(Bytes data) {
        if (data.isEmpty()) {
            return 0L;
        } else if (supportCurator) {
            return (long) IntFormat.decode(data);
        }
        try {
            return Long.parseLong(data.utf8());
        } catch (NumberFormatException noNumber) {
            throw notANumber(data, "the digits of a whole number");
        }
    }

    @Override
    Bytes encode(Long number) {
        return supportCurator ? IntFormat.encode(Math.toIntExact(number)) : Bytes.ofUtf8(Long.toString(number));
    }

    @Override
    Long of(int number) {
        return (long) number;
    }

    @Override
    Long sum(Long number, Long delta) {
        return Math.addExact(number, delta);
    }

    @Override
    Long negated(Long number) {
        return Math.negateExact(number);
    }
}
