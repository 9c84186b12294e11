/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.metrics.Metrics;

/**
 * What the operations of one server have in common.
 *
 * @param acls who may do what
 * @param extendedTypes whether znodes may have a time to live
 * @param enforceQuota whether hard quotas refuse writes
 * @param reconfigEnabled whether the membership may be changed by clients
 * @param participantsMin how many servers with a vote a change must leave
 * @param ensemble what the membership is
 * @param metrics where it is counted how often a quota was exceeded
 */
public record OperationSettings(
        AclPolicy acls,
        boolean extendedTypes,
        boolean enforceQuota,
        boolean reconfigEnabled,
        int participantsMin,
        Ensemble ensemble,
        Metrics metrics) {
    private static final int PARTICIPANTS_MIN = 2;

    /** Of a server that runs alone. */
    public OperationSettings(
            AclPolicy acls, boolean extendedTypes, boolean enforceQuota, boolean reconfigEnabled, Metrics metrics) {
        this(acls, extendedTypes, enforceQuota, reconfigEnabled, PARTICIPANTS_MIN, Ensemble.NONE, metrics);
    }

    /** As a server without a configuration has them. */
    public static OperationSettings standard() {
        return new OperationSettings(AclPolicy.standard(), true, false, false, new Metrics());
    }
}
