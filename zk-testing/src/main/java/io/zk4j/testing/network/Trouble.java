/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.network;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What is wrong with some connections: nothing passes, not even that a side has closed; or each piece is held back for a time between two; or
 * each is lost with some chance, and the connection with it. Compared by identity: the same trouble can be there twice.
 */
final class Trouble {
    private final Predicate<Wire> where;
    private final boolean silent;
    private final long delayMinNanos;
    private final long delayMaxNanos;
    private final double loss;

    private Trouble(Predicate<Wire> where, boolean silent, Duration delayMin, Duration delayMax, double loss) {
        this.where = where;
        this.silent = silent;
        this.delayMinNanos = delayMin.toNanos();
        this.delayMaxNanos = delayMax.toNanos();
        this.loss = loss;
    }

    static Trouble silence(Predicate<Wire> where) {
        return new Trouble(where, true, Duration.ZERO, Duration.ZERO, 0);
    }

    static Trouble delay(Predicate<Wire> where, Duration min, Duration max) {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("a delay of " + min + " to " + max + ": must grow from 0 on");
        }
        return new Trouble(where, false, min, max, 0);
    }

    static Trouble loss(Predicate<Wire> where, double chance) {
        if (!(chance >= 0 && chance <= 1)) { // NaN is neither
            throw new IllegalArgumentException("a chance of " + chance + ": must be from 0 to 1");
        }
        return new Trouble(where, false, Duration.ZERO, Duration.ZERO, chance);
    }

    boolean concerns(Wire wire) {
        return where.test(wire);
    }

    boolean isSilent() {
        return silent;
    }

    /** A delay that {@code roll}, from 0 to 1, picks. */
    long delayNanos(double roll) {
        return delayMinNanos + (long) (roll * (delayMaxNanos - delayMinNanos));
    }

    boolean delays() {
        return delayMaxNanos > 0;
    }

    double loss() {
        return loss;
    }
}
