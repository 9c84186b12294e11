/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A log whose fsyncs the test counts, holds up and lets fail. */
final class HeldJournal implements Journal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<TxnRecord> appended = new ArrayList<>();
    private boolean held;
    private boolean syncWaits;
    private boolean broken;
    private @Nullable Error bug;
    private int syncs;

    @Override
    public void append(List<TxnRecord> records) {
        lock.lock();
        try {
            appended.addAll(records);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sync() throws IOException {
        lock.lock();
        try {
            syncWaits = true;
            changed.signalAll();
            while (held) {
                changed.awaitUninterruptibly();
            }
            syncWaits = false;
            if (bug != null) {
                throw bug;
            }
            if (broken) {
                throw new IOException("the disk is gone");
            }
            syncs++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isSnapshotDue() {
        return false;
    }

    @Override
    public void roll() {}

    /** From now on no fsync ends. */
    void hold() {
        set(() -> held = true);
    }

    void release() {
        set(() -> held = false);
    }

    void breakDown() {
        set(() -> broken = true);
    }

    /** From now on fsync is a bug of ours. */
    void breakDownWith(Error found) {
        set(() -> bug = found);
    }

    /** Returns when the log thread is inside an fsync that is held. */
    void awaitHeldSync() {
        lock.lock();
        try {
            while (!syncWaits) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    int syncs() {
        lock.lock();
        try {
            return syncs;
        } finally {
            lock.unlock();
        }
    }

    int appended() {
        lock.lock();
        try {
            return appended.size();
        } finally {
            lock.unlock();
        }
    }

    private void set(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
