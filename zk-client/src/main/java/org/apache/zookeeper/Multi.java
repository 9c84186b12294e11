/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.List;
import org.apache.zookeeper.OpResult.ErrorResult;

/** What the results of a multi say as a whole. */
final class Multi {
    private Multi() {}

    /** Whether the operations happen all or not at all; an empty multi counts as such. */
    static boolean isWrite(List<Op> ops) {
        return ops.isEmpty() || ops.get(0).getKind() == Op.OpKind.TRANSACTION;
    }

    /** Index of the first result with an error; -1 if there is none. */
    static int firstFailure(List<OpResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof ErrorResult result && result.getErr() != 0) {
                return i;
            }
        }
        return -1;
    }

    /** Number of the code of the first error; 0 if there is none. */
    static int errorOf(List<OpResult> results) {
        int failed = firstFailure(results);
        return failed < 0 ? 0 : ((ErrorResult) results.get(failed)).getErr();
    }
}
