/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

/** Which zxid may follow which in a history without gaps. */
final class Succession {
    private static final long COUNTER_MASK = 0xffff_ffffL;

    /** A leader whose counter gets here must make place for a new epoch; this zxid itself is never proposed. */
    static final long COUNTER_MAX = 0xffff_ffffL;

    /** A later epoch would make zxids negative, which nobody could compare. */
    static final long EPOCH_MAX = Integer.MAX_VALUE;

    private Succession() {}

    /** Whether {@code zxid} is the one after {@code last}, or the first of a later epoch. */
    static boolean isNext(long last, long zxid) {
        return zxid == last + 1 || (epoch(zxid) > epoch(last) && counter(zxid) == 1);
    }

    static long epoch(long zxid) {
        return zxid >>> Integer.SIZE;
    }

    static long counter(long zxid) {
        return zxid & COUNTER_MASK;
    }

    /** The zxid that an epoch begins with; its first transaction has the one after it. */
    static long firstOf(long epoch) {
        return epoch << Integer.SIZE;
    }

    static String text(long zxid) {
        return "0x" + Long.toHexString(zxid);
    }
}
