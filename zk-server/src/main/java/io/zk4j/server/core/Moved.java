/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.server.txn.ErrorTxn;
import io.zk4j.server.txn.MultiTxn;
import io.zk4j.server.txn.Txn;

/** Tells the transactions by which a leader refuses a request whose session has moved to another server meanwhile. */
final class Moved {
    private Moved() {}

    static boolean tells(Txn txn) {
        if (txn instanceof MultiTxn multi) { // Apache's leader refuses the parts, not the whole
            return multi.parts().stream().anyMatch(part -> tells(part.txn()));
        }
        return txn instanceof ErrorTxn error && error.err() == ErrorCode.SESSION_MOVED.code();
    }
}
