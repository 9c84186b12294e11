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

    public static Zxid of(int epoch, int counter) {
        return new Zxid((long) epoch << 32 | Integer.toUnsignedLong(counter));
    }

    public int epoch() {
        return (int) (value >>> 32);
    }

    /** The low 32 bits; to be read as unsigned. */
    public int counter() {
        return (int) value;
    }

    /** The next number. Past the last counter of an epoch this is the first of the next one, which a leader must not use. */
    public Zxid next() {
        return new Zxid(value + 1);
    }

    public boolean isAfter(Zxid other) {
        return value > other.value;
    }

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
