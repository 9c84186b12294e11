/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.txn.TxnRecord;
import java.util.List;

/**
 * What a server finds on its disk when it starts; all of it has been applied to its tree.
 *
 * @param lastZxid of the last transaction, logged or in the snapshot; {@link #NO_DATABASE} if the database is known to be
 *     missing
 * @param recent the newest logged transactions, without gaps, up to {@code lastZxid}
 */
public record Durable(long lastZxid, long acceptedEpoch, long currentEpoch, List<TxnRecord> recent) {
    /** In place of a zxid: there should be a database and is none, so this server's opinion does not count. */
    public static final long NO_DATABASE = -1;

    public Durable {
        recent = List.copyOf(recent);
    }
}
