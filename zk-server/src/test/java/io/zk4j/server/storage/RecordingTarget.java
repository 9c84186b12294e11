/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what a recovery hands over. */
final class RecordingTarget implements RecoveryTarget {
    final List<TxnRecord> replayed = new ArrayList<>();
    final List<String> paths = new ArrayList<>();
    long loadedZxid = -1;

    @Nullable
    SnapshotDigest digest;

    @Override
    public void clear() {
        replayed.clear();
        paths.clear();
    }

    @Override
    public void session(long id, int timeoutMillis) {}

    @Override
    public void znode(String path, Znode znode) {
        paths.add(path);
    }

    @Override
    public void loaded(long zxid, @Nullable SnapshotDigest snapshotDigest) {
        loadedZxid = zxid;
        digest = snapshotDigest;
    }

    @Override
    public void replay(TxnRecord record) {
        replayed.add(record);
    }

    List<Long> zxids() {
        return replayed.stream().map(TxnRecord::zxid).toList();
    }
}
