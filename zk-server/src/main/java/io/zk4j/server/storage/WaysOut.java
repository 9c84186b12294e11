/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

/** What an operator can do about a data directory that does not load. */
final class WaysOut {
    static final String OF_A_DAMAGED_LOG =
            "Nothing was changed. Ways out: in an ensemble, move the version-2 directories of this server away and let"
                    + " it copy the data from the others; else restore a backup; else see with bin/zkTxnLogToolkit.sh what"
                    + " the file still holds, and let it save the whole records with --repair, which gives up the damaged"
                    + " one and what follows";

    static final String OF_A_HOLE =
            "Nothing was changed. Ways out: put the missing log file back; in an ensemble, move the version-2"
                    + " directories of this server away and let it copy the data from the others; else restore a backup;"
                    + " bin/zkDoctor.sh shows what each file holds";

    static final String OF_MISSING_SNAPSHOTS =
            "Nothing was changed. Ways out: put a snapshot back; if the logs reach back to the first transaction,"
                    + " bin/zkDoctor.sh --repair makes the empty snapshot that belongs before them, or start once with"
                    + " snapshot.trust.empty=true; in an ensemble, move the version-2 directories of this server away and"
                    + " let it copy the data from the others";

    static final String OF_DAMAGED_SNAPSHOTS = "Nothing was changed. Ways out: restore a snapshot from a backup; in an"
            + " ensemble, move the version-2 directories of this server away and let it copy the data from the others;"
            + " bin/zkDoctor.sh shows what each file holds";

    private WaysOut() {}
}
