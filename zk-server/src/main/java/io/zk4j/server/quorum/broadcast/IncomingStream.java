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

    private final ArrayDeque<Decided> decided = new ArrayDeque<>(); // oldest first, and before all that is not
    private final ArrayDeque<TxnRecord> open = new ArrayDeque<>(); // oldest first
    private long last;

    /**
     * A committed transaction.
     *
     * @param leader who leads from then on, if it is a reconfiguration that came into force
     */
    record Decided(TxnRecord record, @Nullable Long leader) {}

    /** Begins behind {@code zxid}, the last transaction that this server has. */
    void startAfter(long zxid) {
        decided.clear();
        open.clear();
        last = zxid;
    }

    /** The last transaction that was sent. */
    long last() {
        return last;
    }

    /** Takes a proposal; returns what is wrong with it, or null. */
    @Nullable
    String propose(TxnRecord record) {
        if (!Succession.isNext(last, record.zxid())) {
            return "the leader sent transaction " + Succession.text(record.zxid()) + " after " + Succession.text(last);
        }
        if (decided.size() + open.size() == PROPOSALS_MAX) {
            return "the leader sent more than " + PROPOSALS_MAX + " transactions ahead of their commits";
        }
        open.add(record);
        last = record.zxid();
        return null;
    }

    /** Takes a commit for the oldest open proposal; returns what is wrong with it, or null. */
    @Nullable
    String commit(long zxid, @Nullable Long leader) {
        var oldest = open.peek();
        if (oldest == null || oldest.zxid() != zxid) {
            return "the leader committed " + Succession.text(zxid) + ", but the oldest proposal is "
                    + (oldest == null ? "none" : Succession.text(oldest.zxid()));
        }
        decided.add(new Decided(open.remove(), leader));
        return null;
    }

    boolean isEmpty() {
        return decided.isEmpty() && open.isEmpty();
    }

    /** The oldest committed one; null if there is none. */
    @Nullable
    Decided pollDecided() {
        return decided.poll();
    }

    /** The oldest one without a commit, once there are none with one; null if there is none. */
    @Nullable
    TxnRecord pollOpen() {
        return open.poll();
    }
}
