/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

/** The {@link CachedAtomicNumber} of a {@code int}, as Curator's class of this name. */
public final class CachedAtomicInteger extends CachedAtomicNumber<Integer> {
    /**
     * A handle on a number.
     *
     * @param number what chunks are taken from
     * @param cacheFactor how many numbers a chunk has
     */
    public CachedAtomicInteger(DistributedAtomicInteger number, int cacheFactor) {
        super(number, cacheFactor);
    }
}
