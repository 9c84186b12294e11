/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import static io.zk4j.server.quorum.broadcast.Histories.txn;
import static io.zk4j.server.quorum.broadcast.Histories.txns;
import static io.zk4j.server.quorum.broadcast.Histories.zxid;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.quorum.broadcast.SyncPlan.Diff;
import io.zk4j.server.quorum.broadcast.SyncPlan.Disk;
import io.zk4j.server.quorum.broadcast.SyncPlan.Snap;
import io.zk4j.server.quorum.broadcast.SyncPlan.Trunc;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules by which a leader decides what a learner keeps, takes back and is sent. */
class SyncPlanTest {
    private final List<TxnRecord> history = new ArrayList<>();
    private boolean forceSnapshot;
    private boolean diskEnabled = true;
    private long epochBegun;
    private long epoch = 1;

    private SyncPlan planFor(long peer) {
        return SyncPlan.of(peer, situation());
    }

    private SyncPlan.Situation situation() {
        var committed = new CommittedLog(500);
        history.forEach(committed::add);
        long applied = committed.isEmpty() ? 0 : committed.max();
        return situation(committed, applied);
    }

    private SyncPlan.Situation situation(CommittedLog committed, long applied) {
        long processed = Math.max(applied, epochBegun << Integer.SIZE);
        return new SyncPlan.Situation(committed, applied, processed, epoch, forceSnapshot, diskEnabled);
    }

    @Test
    void aSnapshotIsSentIfThatIsConfiguredEvenToWhoHasEverything() {
        history.addAll(txns(1, 1, 3));
        forceSnapshot = true;

        assertThat(planFor(zxid(1, 3))).isEqualTo(new Snap());
    }

    @Test
    void whoHasEverythingIsSentNothing() {
        history.addAll(txns(1, 1, 3));

        assertThat(planFor(zxid(1, 3))).isEqualTo(new Diff(zxid(1, 3), List.of()));
    }

    @Test
    void twoEmptyServersAgree() {
        assertThat(planFor(0)).isEqualTo(new Diff(0, List.of()));
    }

    @Test
    void whoWasBroughtToTheBeginningOfThisEpochHasEverythingUntilSomethingHappens() {
        history.addAll(txns(1, 1, 3));
        epochBegun = 2;

        assertThat(planFor(zxid(2, 0))).isEqualTo(new Diff(zxid(2, 0), List.of()));
    }

    @Test
    void whoLacksSomethingInMemoryIsSentThat() {
        history.addAll(txns(1, 1, 5));

        assertThat(planFor(zxid(1, 3))).isEqualTo(new Diff(zxid(1, 5), List.of(txn(1, 4), txn(1, 5))));
    }

    @Test
    void whatIsMissingMayReachIntoLaterEpochs() {
        history.addAll(txns(1, 1, 3));
        history.addAll(txns(3, 1, 1));

        assertThat(planFor(zxid(1, 2))).isEqualTo(new Diff(zxid(3, 1), List.of(txn(1, 3), txn(3, 1))));
    }

    @Test
    void whoIsAheadInTheSameEpochGoesBack() {
        history.addAll(txns(1, 1, 3));

        assertThat(planFor(zxid(1, 9))).isEqualTo(new Trunc(zxid(1, 3), List.of()));
    }

    @Test
    void whoIsAheadInALaterEpochGoesBackToo() {
        history.addAll(txns(1, 1, 3));

        assertThat(planFor(zxid(2, 3))).isEqualTo(new Trunc(zxid(1, 3), List.of()));
    }

    @Test
    void whoHasSeenOnlyTheBeginningOfALaterEpochGetsASnapshotBecauseNoLogEndsThere() {
        history.addAll(txns(1, 1, 3));

        assertThat(planFor(zxid(2, 0))).isEqualTo(new Snap());
    }

    @Test
    void whoWasBroughtToTheBeginningOfAnEpochInWhichNothingWasDecidedHasEverything() {
        history.addAll(txns(1, 1, 3));
        epoch = 3;

        assertThat(planFor(zxid(2, 0))).isEqualTo(new Diff(zxid(2, 0), List.of()));
    }

    @Test
    void nobodyGoesBackToTheBeginningOfAnEpochBecauseNoLogEndsThere() {
        var situation = situation(new CommittedLog(500), zxid(2, 0)); // a server that begins with a snapshot

        assertThat(SyncPlan.of(zxid(2, 5), situation)).isEqualTo(new Snap());
    }

    @Test
    void anEmptyServerSendsNobodyBackToNothing() {
        assertThat(planFor(zxid(1, 1))).isEqualTo(new Snap());
    }

    @Test
    void truncationDoesNotCrossAnEpochInTheMidstOfTheList() {
        history.addAll(txns(1, 1, 3));
        history.addAll(txns(2, 1, 2));

        assertThat(planFor(zxid(1, 9))).isEqualTo(new Snap());
    }

    @Test
    void whoHasSeenOnlyTheBeginningOfAnEpochThatWentOnIsSentWhatFollowed() {
        history.addAll(txns(1, 1, 3));
        history.addAll(txns(2, 1, 2));

        assertThat(planFor(zxid(2, 0))).isEqualTo(new Diff(zxid(2, 2), List.of(txn(2, 1), txn(2, 2))));
    }

    @Test
    void whatIsOlderThanTheListComesFromTheDisk() {
        history.addAll(txns(1, 10, 12));

        assertThat(planFor(zxid(1, 4))).isEqualTo(new Disk(zxid(1, 4), zxid(1, 10)));
    }

    /** While others write, a full list loses its oldest transaction with each new one. */
    @Test
    void aListThatMovesOnByLessThanItsHalfWhileTheDiskIsReadLeavesNoGap() {
        history.addAll(txns(1, 10, 19));
        var disk = (Disk) planFor(zxid(1, 4));
        history.subList(0, 5).clear();
        history.addAll(txns(1, 20, 24));

        assertThat(SyncPlan.afterDisk(disk.upTo(), situation()))
                .isEqualTo(new Diff(zxid(1, 24), List.copyOf(txns(1, 15, 24))));
    }

    @Test
    void theDisksPartEndsWithItsEpoch() {
        history.addAll(txns(1, 10, 11));
        history.addAll(txns(2, 1, 8));
        epoch = 2;

        assertThat(planFor(zxid(1, 4))).isEqualTo(new Disk(zxid(1, 4), zxid(1, 11)));
    }

    @Test
    void theListIsEnoughForWhoIsRightBeforeIt() {
        history.addAll(txns(1, 10, 11));

        assertThat(planFor(zxid(1, 9))).isEqualTo(new Diff(zxid(1, 11), List.of(txn(1, 10), txn(1, 11))));
    }

    @Test
    void withoutAListEverythingComesFromTheDisk() {
        var situation = situation(new CommittedLog(500), zxid(1, 9));

        assertThat(SyncPlan.of(zxid(1, 4), situation)).isEqualTo(new Disk(zxid(1, 4), zxid(1, 9)));
    }

    @Test
    void theDiskIsNotAskedIfThatIsSwitchedOff() {
        history.addAll(txns(1, 10, 12));
        diskEnabled = false;

        assertThat(planFor(zxid(1, 4))).isEqualTo(new Snap());
    }

    /** A log may have a hole where a snapshot came in between, and nothing in it tells (ZOOKEEPER-2846). */
    @Test
    void theDiskIsNotTrustedAcrossEpochs() {
        history.addAll(txns(3, 1, 2));

        assertThat(planFor(zxid(2, 4))).isEqualTo(new Snap());
    }

    @Test
    void anEmptyServerAndOneWithoutADatabaseGetASnapshot() {
        history.addAll(txns(1, 1, 3));

        assertThat(planFor(0)).isEqualTo(new Snap());
        assertThat(planFor(Durable.NO_DATABASE)).isEqualTo(new Snap());
    }

    @Test
    void theListGoesOnWhereTheDiskEnds() {
        history.addAll(txns(1, 10, 12));

        assertThat(SyncPlan.afterDisk(zxid(1, 9), situation()))
                .isEqualTo(new Diff(zxid(1, 12), List.of(txn(1, 10), txn(1, 11), txn(1, 12))));
        assertThat(SyncPlan.afterDisk(zxid(1, 11), situation())).isEqualTo(new Diff(zxid(1, 12), List.of(txn(1, 12))));
        assertThat(SyncPlan.afterDisk(zxid(1, 12), situation())).isEqualTo(new Diff(zxid(1, 12), List.of()));
    }

    @Test
    void aListThatHasMovedOnWhileTheDiskWasReadLeavesAGapSoASnapshotIsSent() {
        history.addAll(txns(1, 10, 12));

        assertThat(SyncPlan.afterDisk(zxid(1, 8), situation())).isEqualTo(new Snap());
        assertThat(SyncPlan.afterDisk(zxid(1, 8), situation(new CommittedLog(500), zxid(1, 12))))
                .isEqualTo(new Snap());
    }
}
