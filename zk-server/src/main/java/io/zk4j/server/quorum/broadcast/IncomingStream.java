/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that a leader has sent and this learner has not logged yet, with the commits that came for them.
 *
 * <p>A leader sends without gaps and commits in order. What breaks that is answered with a reason, since going on would make
 * a history that nobody else has.
 */
final class IncomingStream {
    /** A leader that commits nothing of so much is broken, or asks for more memory than anybody has. */
    static final int PROPOSALS_MAX = 100_000;

    private final ArrayDeque<TxnRecord> proposed = new ArrayDeque<>(); // oldest first
    private int committed; // of these, the oldest ones
    private long last;

    /** Begins behind {@code zxid}, the last transaction that this server has. */
    void startAfter(long zxid) {
        proposed.clear();
        committed = 0;
        last = zxid;
    }

    /** Takes a proposal; returns what is wrong with it, or null. */
    @Nullable
    String propose(TxnRecord record) {
        if (!Succession.isNext(last, record.zxid())) {
            return "the leader sent " + Succession.text(record.zxid()) + " after " + Succession.text(last);
        }
        if (proposed.size() == PROPOSALS_MAX) {
            return "the leader sent more than " + PROPOSALS_MAX + " proposals ahead of their commits";
        }
        proposed.add(record);
        last = record.zxid();
        return null;
    }

    /** Takes a commit for the oldest uncommitted proposal; returns what is wrong with it, or null. */
    @Nullable
    String commit(long zxid) {
        int index = 0;
        for (var record : proposed) {
            if (index == committed) {
                if (record.zxid() != zxid) {
                    break;
                }
                committed++;
                return null;
            }
            index++;
        }
        return "the leader committed " + Succession.text(zxid) + ", which is not the oldest proposal";
    }

    boolean isEmpty() {
        return proposed.isEmpty();
    }

    boolean hasCommitted() {
        return committed > 0;
    }

    /** The oldest one, committed or not. */
    TxnRecord take() {
        committed = Math.max(0, committed - 1);
        return proposed.remove();
    }
}
