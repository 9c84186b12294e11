/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.tree.Znode;

/** Placeholder. */
final class QuotaChecks {
    QuotaChecks(boolean enforced) {}

    void forCreate(Znode node, PendingChanges pending) throws Refused {}

    void forSetData(Znode before, int newLength, PendingChanges pending) throws Refused {}
}
