/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.util.List;

/** The transaction log as the log thread uses it. */
public interface Journal {
    /** Adds records behind those that are there; they may be lost until the next {@link #sync}. */
    void append(List<TxnRecord> records) throws IOException;

    /** Returns when everything appended is on the disk. */
    void sync() throws IOException;

    /** Whether so much was appended since the last roll that it is time for a new file and a snapshot. */
    boolean isSnapshotDue();

    /** Ends the current file; the next append begins a new one. */
    void roll() throws IOException;
}
