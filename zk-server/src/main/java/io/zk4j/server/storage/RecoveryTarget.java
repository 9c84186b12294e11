/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.txn.TxnRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DataDirectory#recover} fills: sessions and znodes of a snapshot, then the transactions logged since.
 *
 * <p>The calls come in the order {@code clear, (session | znode)*, loaded, replay*}. A snapshot may turn out to be
 * damaged after parts of it have been handed over; then the sequence begins again with {@code clear} and an older one.
 */
public interface RecoveryTarget extends SnapshotVisitor {
    /** Forgets everything: afterwards the state is that of a brand-new database. */
    void clear();

    /**
     * All sessions and znodes have been handed over and the file's checksums hold. Called also if there is no snapshot.
     *
     * @param zxid the last transaction that the snapshot contains for certain; it may contain later ones wholly or in
     *     part, since it was written while transactions went on
     * @param digest the digest of the tree after the transaction it names, if the snapshot holds one. That transaction
     *     may be later than {@code zxid}: then digests cannot be compared before it has been replayed
     */
    void loaded(long zxid, @Nullable SnapshotDigest digest);

    /** A transaction after the snapshot's zxid, to be applied whether or not the snapshot contains it already. */
    void replay(TxnRecord record);
}
