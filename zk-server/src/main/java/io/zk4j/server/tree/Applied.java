/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.server.txn.Txn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a transaction, and all that its reply needs.
 *
 * @param zxid the transaction
 * @param txn what was applied
 * @param error {@link ErrorCode#OK}, or why nothing was changed; of a multi, always OK: look at the parts
 * @param node the znode right after it was created or changed; null for everything else
 * @param parts of a multi: its parts, in order
 */
public record Applied(
        long zxid, Txn txn, ErrorCode error, @Nullable Znode node, List<Applied> parts) {
    public Applied {
        parts = List.copyOf(parts);
    }

    static Applied done(long zxid, Txn txn, @Nullable Znode node) {
        return new Applied(zxid, txn, ErrorCode.OK, node, List.of());
    }

    static Applied failed(long zxid, Txn txn, ErrorCode error) {
        return new Applied(zxid, txn, error, null, List.of());
    }

    /** Whether this changed what it was meant to change. */
    public boolean isOk() {
        return error == ErrorCode.OK;
    }

    /** The znode of a transaction that makes or changes one. */
    public Znode requireNode() {
        if (node == null) {
            throw new IllegalStateException("no znode in what became of " + txn);
        }
        return node;
    }
}
