/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.tree.QuotaFigures;
import io.zk4j.server.tree.Znode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps subtrees within their quotas. A soft limit only says so in the log; a hard one refuses, if quotas are enforced. */
final class QuotaChecks {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaChecks.class);

    private final boolean enforced;
    private final Metrics metrics;

    QuotaChecks(boolean enforced, Metrics metrics) {
        this.enforced = enforced;
        this.metrics = metrics;
    }

    /** A new znode fits into its subtree's quota. */
    void forCreate(Znode node, PendingChanges pending) throws Refused {
        check(node.path(), 1, node.dataLength(), pending);
    }

    /** The subtree of a znode will be within its quota with new data. */
    void forSetData(Znode before, int newLength, PendingChanges pending) throws Refused {
        check(before.path(), 0, (long) newLength - before.dataLength(), pending);
    }

    private void check(String path, int moreCount, long moreBytes, PendingChanges pending) throws Refused {
        var subtree = pending.quotaSubtreeOf(path);
        if (subtree == null) {
            return;
        }
        var limits = pending.quotaLimits(subtree);
        var use = pending.quotaUse(subtree);
        if (use == null) {
            return; // limits alone limit nothing
        }
        check(subtree, "znodes", limits.count(), limits.hardCount(), use.count(), moreCount);
        check(subtree, "bytes", limits.bytes(), limits.hardBytes(), use.bytes(), moreBytes);
    }

    /** As Apache's server has it: a change that leaves the subtree too large is refused, even if it makes it smaller. */
    private void check(String subtree, String unit, long soft, long hard, long used, long more) throws Refused {
        if (more == 0) {
            return;
        }
        long wanted = used + more;
        if (hard != QuotaFigures.NO_LIMIT) {
            if (wanted > hard) {
                metrics.quotaExceeded(subtree);
            }
            if (enforced && wanted > hard) {
                throw new Refused(ErrorCode.QUOTA_EXCEEDED);
            }
        } else if (soft != QuotaFigures.NO_LIMIT && wanted > soft) {
            metrics.quotaExceeded(subtree);
            if (used <= soft) {
                LOG.warn("{} now exceeds its quota: {} {}, of at most {}", subtree, wanted, unit, soft);
            }
        }
    }
}
