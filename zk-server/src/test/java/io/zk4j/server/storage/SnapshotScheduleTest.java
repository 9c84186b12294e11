/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnapshotScheduleTest {
    @Test
    void comesBetweenHalfAndAllOfTheTransactionsAndEachTimeDifferently() {
        var intervals = intervals(new SnapshotSchedule(1000, 0, new Random(1)), 1);

        assertThat(intervals).allSatisfy(n -> assertThat(n).isBetween(501, 1000));
        assertThat(intervals.stream().distinct().count()).isGreaterThan(50);
    }

    @Test
    void comesBetweenHalfAndAllOfTheBytes() {
        var schedule = new SnapshotSchedule(Integer.MAX_VALUE, 1_000_000, new Random(1));

        assertThat(intervals(schedule, 1000)).allSatisfy(n -> assertThat(n).isBetween(501, 1000));
    }

    @Test
    void serversDoNotKeepStep() {
        assertThat(intervals(new SnapshotSchedule(1000, 0, new Random(1)), 1))
                .isNotEqualTo(intervals(new SnapshotSchedule(1000, 0, new Random(2)), 1));
    }

    @Test
    void aTinyCountIsRaisedToTwo() {
        assertThat(intervals(new SnapshotSchedule(0, 0, new Random(1)), 1)).containsOnly(2);
    }

    private static List<Integer> intervals(SnapshotSchedule schedule, long bytes) {
        var intervals = new ArrayList<Integer>();
        int transactions = 0;
        while (intervals.size() < 100) {
            transactions++;
            if (schedule.logged(1, bytes)) {
                intervals.add(transactions);
                transactions = 0;
            }
        }
        return intervals;
    }
}
