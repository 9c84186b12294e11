/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.txn.TxnRecord;

/**
 * A transaction and where it stands in its log file.
 *
 * @param offset where its record begins
 * @param length bytes of the transaction itself, without checksum, length and end mark
 */
public record LoggedTxn(long offset, int length, long checksum, TxnRecord record) {
    /** Bytes of a record besides the transaction: checksum, length, end mark. */
    static final int OVERHEAD_BYTES = Long.BYTES + Integer.BYTES + 1;

    /** Bytes in front of the transaction: checksum, length. */
    static final int PREFIX_BYTES = Long.BYTES + Integer.BYTES;

    /** What a record ends with. */
    static final byte END_MARK = 'B';

    public long zxid() {
        return record.zxid();
    }

    /** Where the next record begins. */
    public long endOffset() {
        return offset + OVERHEAD_BYTES + length;
    }
}
