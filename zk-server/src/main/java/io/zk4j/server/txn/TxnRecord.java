/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import org.jspecify.annotations.Nullable;

/**
 * A transaction as it is logged: header, body, and the digest of the tree after it unless digests are switched off or
 * the transaction changes nothing.
 */
public record TxnRecord(TxnHeader header, Txn txn, @Nullable TreeDigest digest) {
    /** The transaction's place in the order of all transactions. */
    public long zxid() {
        return header.zxid();
    }

    /** The same transaction, saying nothing about the tree after it. */
    public TxnRecord withoutDigest() {
        return new TxnRecord(header, txn, null);
    }
}
