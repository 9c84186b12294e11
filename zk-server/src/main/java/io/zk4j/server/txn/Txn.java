/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.WireWriter;

/**
 * The body of a transaction: the effect of a request, without anything left to decide, so that applying it again gives
 * the same tree.
 *
 * <p>Which kind of body follows is told by the type in the {@link TxnHeader} (or in the part of a {@link MultiTxn});
 * several types share a body.
 */
public sealed interface Txn
        permits CheckTxn,
                CloseSessionTxn,
                CreateContainerTxn,
                CreateSessionTxn,
                CreateTtlTxn,
                CreateTxn,
                DeleteTxn,
                ErrorTxn,
                MultiTxn,
                SetAclTxn,
                SetDataTxn {
    /** Writes the body as it stands in a transaction log. */
    void encode(WireWriter out);
}
