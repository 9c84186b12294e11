/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.txn.CreateTxn;
import io.zk4j.server.txn.MultiTxn;
import io.zk4j.server.txn.SetDataTxn;
import io.zk4j.server.txn.Txn;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;

/**
 * The newest decided transactions, kept in memory for learners that lack only a few.
 *
 * <p>Always without gaps: what does not follow the last one directly begins the list anew (ZOOKEEPER-3526, 4352, 4925: a list
 * with a hole in it was passed on as if it were whole). Bounded by a count and by the size of the data.
 */
final class CommittedLog implements Iterable<TxnRecord> {
    /** Data of the transactions kept, whatever their number. */
    static final long DATA_BYTES_MAX = 64L << 20;

    private final int countMax;
    private final ArrayDeque<TxnRecord> records = new ArrayDeque<>(); // oldest first
    private long dataBytes;

    CommittedLog(int countMax) {
        this.countMax = countMax;
    }

    /** Adds the next decided transaction. */
    void add(TxnRecord record) {
        if (!records.isEmpty() && !Succession.isNext(max(), record.zxid())) {
            clear();
        }
        records.add(record);
        dataBytes += bytesOf(record.txn());
        while (records.size() > countMax || (dataBytes > DATA_BYTES_MAX && records.size() > 1)) {
            dataBytes -= bytesOf(records.remove().txn());
        }
    }

    /** Begins anew with what a log on the disk ends with. */
    void reset(List<TxnRecord> recent) {
        clear();
        recent.forEach(this::add);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    int size() {
        return records.size();
    }

    /** The oldest zxid; not to be asked of an empty list. */
    long min() {
        return records.getFirst().zxid();
    }

    /** The newest zxid; not to be asked of an empty list. */
    long max() {
        return records.getLast().zxid();
    }

    @Override
    public Iterator<TxnRecord> iterator() {
        return records.iterator();
    }

    private void clear() {
        records.clear();
        dataBytes = 0;
    }

    private static long bytesOf(Txn txn) {
        if (txn instanceof CreateTxn create) {
            return create.data() == null ? 0 : create.data().length();
        }
        if (txn instanceof SetDataTxn set) {
            return set.data() == null ? 0 : set.data().length();
        }
        if (txn instanceof MultiTxn multi) {
            return multi.parts().stream().mapToLong(part -> bytesOf(part.txn())).sum();
        }
        return 0;
    }
}
