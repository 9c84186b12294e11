/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.examples.testing;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.leader.LeaderLatch;
import java.util.Optional;

/** Makes reports, in whichever of its instances leads; the others stand by. Thread-safe. */
public final class ReportService implements AutoCloseable {
    private static final String ELECTION = "/report-service/leader";

    private final LeaderLatch latch;

    /** An instance that stands by from now on; {@code zk} stays the caller's. */
    public ReportService(ZkFramework zk, String name) {
        latch = new LeaderLatch(zk, ELECTION, name).start();
    }

    /** Whether this instance makes the reports. */
    public boolean isActive() {
        return latch.hasLeadership();
    }

    /**
     * A report, if this instance is the one that makes them.
     *
     * @return the report with the fencing token of this term, by which whoever stores it can refuse one of an earlier term
     */
    public Optional<String> report() {
        return latch.leadership().map(lease -> latch.id() + " reports in term " + lease.fencingToken());
    }

    @Override
    public void close() {
        latch.close();
    }
}
