/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * The number of a transaction: the epoch of the leader that proposed it in the high 32 bits, a counter within that epoch in
 * the low ones. Ordered as the signed 64-bit number that it is on the wire.
 */
public record Zxid(long value) implements Comparable<Zxid> {
    /** Before the first transaction. */
    public static final Zxid NONE = new Zxid(0);

    /**
     * Puts a number together.
     *
     * @param epoch the high 32 bits
     * @param counter the low 32 bits, unsigned
     * @return the number
     */
    public static Zxid of(int epoch, int counter) {
        return new Zxid((long) epoch << 32 | Integer.toUnsignedLong(counter));
    }

    /** {@return the epoch of the leader, the high 32 bits} */
    public int epoch() {
        return (int) (value >>> 32);
    }

    /** {@return the low 32 bits; to be read as unsigned} */
    public int counter() {
        return (int) value;
    }

    /** {@return the next number} Past the last counter of an epoch this is the first of the next one, which a leader must not use. */
    public Zxid next() {
        return new Zxid(value + 1);
    }

    /**
     * Compares two numbers.
     *
     * @param other the number to compare with
     * @return whether this one is the higher
     */
    public boolean isAfter(Zxid other) {
        return value > other.value;
    }

    /**
     * Chooses the higher of two.
     *
     * @param one a number
     * @param other another
     * @return the higher one
     */
    public static Zxid max(Zxid one, Zxid other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public int compareTo(Zxid other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
