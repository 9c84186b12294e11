/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of transactions, told by its last one and the sequence before that. Equal sequences are the same object, so that
 * the content of a tree, a snapshot or a log is one pointer, and whether two agree is one comparison.
 */
final class Prefix {
    private final @Nullable Prefix before;
    private final @Nullable TxnRecord last;
    private final int length;
    private final List<Prefix> next = new ArrayList<>(1);

    private Prefix(@Nullable Prefix before, @Nullable TxnRecord last, int length) {
        this.before = before;
        this.last = last;
        this.length = length;
    }

    /** What everything in one simulation begins with. */
    static Prefix empty() {
        return new Prefix(null, null, 0);
    }

    /** This sequence and one more transaction. */
    Prefix plus(TxnRecord record) {
        for (var longer : next) {
            if (longer.record().equals(record)) {
                return longer;
            }
        }
        var longer = new Prefix(this, record, length + 1);
        next.add(longer);
        return longer;
    }

    int length() {
        return length;
    }

    /** The zxid of the last transaction; 0 if there is none. */
    long zxid() {
        return last == null ? 0 : last.zxid();
    }

    /** The last transaction; not to be asked of the empty sequence. */
    TxnRecord record() {
        if (last == null) {
            throw new IllegalStateException("the empty sequence has no last transaction");
        }
        return last;
    }

    /** All but the last transaction; not to be asked of the empty sequence. */
    Prefix before() {
        if (before == null) {
            throw new IllegalStateException("there is nothing before the empty sequence");
        }
        return before;
    }

    /** Whether {@code longer} is this sequence, perhaps with more behind it. */
    boolean begins(Prefix longer) {
        var other = longer;
        while (other.length > length) {
            other = other.before();
        }
        return other == this;
    }

    /** Whether the sequence has a transaction with this zxid. */
    boolean has(long zxid) {
        var at = this;
        while (at.zxid() > zxid) {
            at = at.before();
        }
        return at.zxid() == zxid;
    }

    @Override
    public String toString() {
        return length + " transactions up to " + Words.zxid(zxid());
    }
}
