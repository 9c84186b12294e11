/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.util.random.RandomGenerator;

/**
 * Decides when a snapshot is due: after so many transactions or so many bytes of log, each limit drawn anew between half and
 * all of what is configured, so that the servers of an ensemble do not all stop to think at the same moment.
 *
 * <p>Pure. Owned by whoever writes the log.
 */
public final class SnapshotSchedule {
    private static final int TRANSACTIONS_MIN = 2;

    private final int transactionsMax;
    private final long bytesMax;
    private final RandomGenerator random;
    private int transactions;
    private long bytes;
    private int transactionsLimit;
    private long bytesLimit;

    /**
     * A schedule that begins now.
     *
     * @param transactionsMax transactions between snapshots at most; less than 2 counts as 2
     * @param bytesMax bytes of log between snapshots at most; 0 or less = no limit
     */
    public SnapshotSchedule(int transactionsMax, long bytesMax, RandomGenerator random) {
        this.transactionsMax = Math.max(TRANSACTIONS_MIN, transactionsMax);
        this.bytesMax = bytesMax;
        this.random = random;
        restart();
    }

    /** Counts what has been logged. True if a snapshot is due now: then the log is to be rolled and counting begins anew. */
    public boolean logged(int newTransactions, long newBytes) {
        transactions += newTransactions;
        bytes += newBytes;
        boolean due = transactions > transactionsLimit || (bytesMax > 0 && bytes > bytesLimit);
        if (due) {
            restart();
        }
        return due;
    }

    private void restart() {
        transactions = 0;
        bytes = 0;
        int half = transactionsMax / 2;
        transactionsLimit = half + random.nextInt(half);
        if (bytesMax > 0) {
            long halfBytes = Math.max(1, bytesMax / 2);
            bytesLimit = halfBytes + random.nextLong(halfBytes);
        }
    }
}
