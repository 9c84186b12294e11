/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a recovery found.
 *
 * @param lastZxid the last transaction that is in the state now; 0 for a new database, {@link #UNTRUSTED} for one that must
 *     not take part in votes
 * @param snapshot the snapshot that was loaded; null if there was none
 * @param replayed how many logged transactions came after it
 * @param notices what was repaired, skipped or odd, in words; all of it has been logged too
 */
public record RecoveryReport(long lastZxid, @Nullable DataFile snapshot, long replayed, List<String> notices) {
    /** The last zxid of a directory that is empty although it must not be. */
    public static final long UNTRUSTED = -1;

    public RecoveryReport {
        notices = List.copyOf(notices);
    }

    /** Whether there was no data at all. */
    public boolean isNewDatabase() {
        return snapshot == null && replayed == 0;
    }

    /** Whether the state may be served: not so if the data is missing and nobody said that this is a new server. */
    public boolean isTrusted() {
        return lastZxid != UNTRUSTED;
    }
}
