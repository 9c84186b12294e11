/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.storage.LogSequence.TornTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back the state: the newest snapshot that is whole, then every transaction logged after it.
 *
 * <p>Nothing on the disk is changed before all of it has been read and found good; then leftovers of a crash are removed.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** How many snapshots are tried before giving up. */
    private static final int CANDIDATES_MAX = 100;

    private final Path snapshots;
    private final Path logs;
    private final StorageOptions options;
    private final RecoveryTarget target;
    private final List<String> notices = new ArrayList<>();
    private final List<DataFile> unusable = new ArrayList<>();
    private final List<Repair> repairs = new ArrayList<>();

    Recovery(Path snapshots, Path logs, StorageOptions options, RecoveryTarget target) {
        this.snapshots = snapshots;
        this.logs = logs;
        this.options = options;
        this.target = target;
    }

    /** Fills the target and puts right what a crash left behind. */
    RecoveryReport run() throws IOException {
        var report = examine();
        for (Repair repair : repairs) {
            repair.action().run();
            notice(repair.done());
        }
        LOG.info(
                "Recovered up to 0x{}: {} and {} transactions from the log",
                Long.toHexString(report.lastZxid()),
                report.snapshot() == null ? "no snapshot" : report.snapshot(),
                report.replayed());
        return withNotices(report);
    }

    /** Fills the target and says in the report what {@link #run} would put right, but changes nothing. */
    RecoveryReport rehearse() throws IOException {
        var report = examine();
        repairs.forEach(repair -> notices.add(repair.planned()));
        return withNotices(report);
    }

    private RecoveryReport examine() throws IOException {
        var snapshot = loadNewestSnapshot();
        var sequence = new LogSequence(
                DataFile.list(logs, DataFile.Kind.LOG),
                snapshot == null ? 0 : snapshot.zxid(),
                options.recordBytesMax());
        long replayed;
        try (sequence) {
            replayed = replay(sequence, snapshot);
        }
        sequence.notices().forEach(this::notice);
        requireNothingMissing(sequence.lastZxid());
        boolean trusted = isMarked() || options.trustEmptyDatabase();
        plan(sequence.tornTail());
        boolean empty = snapshot == null && replayed == 0;
        long lastZxid = empty && !trusted ? RecoveryReport.UNTRUSTED : sequence.lastZxid();
        return new RecoveryReport(lastZxid, snapshot, replayed, List.of());
    }

    private RecoveryReport withNotices(RecoveryReport report) {
        return new RecoveryReport(report.lastZxid(), report.snapshot(), report.replayed(), notices);
    }

    private @Nullable DataFile loadNewestSnapshot() throws IOException {
        var candidates = DataFile.list(snapshots, DataFile.Kind.SNAPSHOT);
        int tried = 0;
        for (int i = candidates.size() - 1; i >= 0 && tried < CANDIDATES_MAX; i--) {
            var candidate = candidates.get(i);
            if (!SnapshotReader.looksComplete(candidate)) {
                unusable.add(candidate);
                notice(candidate + " is not a complete snapshot and is passed over");
                continue;
            }
            tried++;
            if (load(candidate)) {
                return candidate;
            }
            unusable.add(candidate);
        }
        requireNoData();
        target.clear();
        target.loaded(0, null);
        return null;
    }

    private boolean load(DataFile candidate) throws IOException {
        target.clear();
        try {
            var summary = SnapshotReader.read(candidate, options.recordBytesMax(), target);
            target.loaded(candidate.zxid(), usable(summary.digest(), candidate.zxid()));
            return true;
        } catch (CorruptFileException e) {
            notice("the snapshot is passed over: " + e.getMessage());
            return false;
        }
    }

    /** A digest of a time before the snapshot's own tells nothing about it. */
    private static @Nullable SnapshotDigest usable(@Nullable SnapshotDigest digest, long snapshotZxid) {
        return digest == null || digest.zxid() == 0 || digest.zxid() < snapshotZxid ? null : digest;
    }

    /** A first snapshot cut off by a crash is as good as none; a later one that does not load held data. */
    private void requireNoData() throws CorruptFileException {
        for (DataFile snapshot : unusable) {
            if (snapshot.zxid() != 0) {
                throw new CorruptFileException(
                        snapshot.path(),
                        0,
                        "no snapshot can be loaded, this being the newest (" + String.join("; ", notices) + ")",
                        WaysOut.OF_DAMAGED_SNAPSHOTS);
            }
        }
    }

    private long replay(LogSequence sequence, @Nullable DataFile snapshot) throws IOException {
        long replayed = 0;
        for (var logged = sequence.next(); logged != null; logged = sequence.next()) {
            if (snapshot == null && !options.trustMissingSnapshot()) {
                throw new CorruptFileException(
                        sequence.file().path(),
                        logged.offset(),
                        "there are transactions, but no snapshot that comes before them",
                        WaysOut.OF_MISSING_SNAPSHOTS);
            }
            target.replay(logged.record());
            replayed++;
        }
        return replayed;
    }

    /**
     * An older snapshot serves as well as the newest if the log goes on from it. If it stops before the zxid that the newest
     * one had, transactions are lost. (A leader's first snapshot is named after the epoch alone, which is no transaction.)
     */
    private void requireNothingMissing(long lastZxid) throws CorruptFileException {
        for (DataFile snapshot : unusable) {
            if (snapshot.zxid() > lastZxid && (int) snapshot.zxid() != 0) {
                throw new CorruptFileException(
                        snapshot.path(),
                        0,
                        "this snapshot cannot be loaded (" + String.join("; ", notices)
                                + "), and the older ones with the log reach only 0x" + Long.toHexString(lastZxid),
                        WaysOut.OF_DAMAGED_SNAPSHOTS);
            }
        }
    }

    /** Whether an operator gave the word that an empty directory is meant to be empty; it counts once. */
    private boolean isMarked() {
        var marker = logs.resolveSibling(DataDirectory.INITIALIZE_MARKER);
        if (!Files.exists(marker)) {
            return false;
        }
        repairs.add(Repair.removal(marker, "which has said that an empty database is meant to be empty"));
        return true;
    }

    private void plan(@Nullable TornTail tail) throws IOException {
        if (tail != null) {
            repairs.add(cut(tail));
        }
        for (Path leftover : Leftovers.in(snapshots)) {
            repairs.add(Repair.removal(leftover, "which a snapshot that was not finished left behind"));
        }
    }

    /** Removes what a crash left of a write that nobody was told of. */
    private static Repair cut(TornTail tail) throws IOException {
        var path = tail.file().path();
        long end = tail.end().offset();
        var reason = " (at offset " + end + ": " + tail.end().what() + ")";
        if (end <= FileHeader.BYTES) {
            return Repair.removal(path, "a log without a single whole record" + reason);
        }
        var what = path + " back to its last whole record, from " + Files.size(path) + " to " + end + " bytes" + reason;
        return new Repair("cut " + what, "would cut " + what, () -> DurableFiles.truncate(path, end));
    }

    /** Something to be put right once everything has been read and found good. */
    private record Repair(String done, String planned, Action action) {
        @FunctionalInterface
        interface Action {
            void run() throws IOException;
        }

        static Repair removal(Path file, String why) {
            return new Repair("removed " + file + ", " + why, "would remove " + file + ", " + why, () -> {
                Files.delete(file);
                DurableFiles.syncDirectoryOf(file);
            });
        }
    }

    private void notice(String text) {
        notices.add(text);
        LOG.warn("Recovery: {}", text);
    }
}
