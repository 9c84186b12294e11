/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.sim.DiskListener.Lie;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The disk of one server: log, snapshots and epoch files. What is written becomes durable some time later, the log in its
 * order, each epoch file in its own, the three independently of each other. A crash leaves of what is not durable yet a
 * beginning of any length. Truncation and the installation of a snapshot are atomic, as storage makes them.
 */
final class SimDisk {
    private static final long WRITE_MICROS_MAX = 400_000;

    /** A snapshot file; its name may be the beginning of an epoch, which no transaction has. */
    private record Snapshot(long zxid, Prefix content) {}

    /** What was there before a snapshot was installed, for a disk that forgets it again. */
    private record Replaced(List<Prefix> log, List<Snapshot> snapshots) {}

    private final Timeline timeline;
    private final Chance chance;
    private final DiskListener listener;
    private final Prefix empty;
    private final int fsyncMicros;

    private final List<Prefix> log = new ArrayList<>(); // each entry with all that its writer had before it
    private final List<Snapshot> snapshots = new ArrayList<>(); // oldest first
    private int durableEntries;
    private int purgedEntries; // in this life
    private Prefix durable; // what a start would find if the power failed now and all unsynced were lost
    private long durableZxid;
    private final Map<EpochKind, Long> epochs = new EnumMap<>(EpochKind.class);
    private final Map<EpochKind, ArrayDeque<Long>> epochsOnTheWay = new EnumMap<>(EpochKind.class);
    private final List<Replaced> replaced = new ArrayList<>();

    private Prefix logged; // durable or not
    private boolean syncing;
    private long life; // ends with a crash, and with everything that cancels what is on the way
    private int slowness = 1;
    private boolean failing;

    SimDisk(World world, DiskListener listener) {
        this.timeline = world.timeline();
        this.chance = world.chance();
        this.empty = world.empty();
        this.fsyncMicros = world.scenario().fsyncMicros();
        this.listener = listener;
        this.durable = empty;
        this.logged = empty;
        for (var kind : EpochKind.values()) {
            epochs.put(kind, 0L);
            epochsOnTheWay.put(kind, new ArrayDeque<>());
        }
    }

    /** From now on everything takes so many times as long. */
    void slowness(int times) {
        slowness = times;
    }

    /** The next write of the log, or the one that is on its way, fails. */
    void failsNext() {
        failing = true;
    }

    void worksAgain() {
        failing = false;
    }

    /** What a start would find now at least. */
    Prefix durable() {
        return durable;
    }

    long durableZxid() {
        return durableZxid;
    }

    /** All that was written, durable or not. */
    Prefix logged() {
        return logged;
    }

    long epoch(EpochKind kind) {
        return epochs.get(kind);
    }

    /** The last epoch whose beginning is here: who has a transaction of one has all that came before it. */
    long reachedEpoch() {
        return Math.max(epoch(EpochKind.CURRENT), durableZxid >>> Integer.SIZE);
    }

    boolean isSynced() {
        return durableEntries == log.size();
    }

    /** Writes a transaction; the listener hears when it is durable. */
    void append(TxnRecord record) {
        Prefix next = logged.plus(record);
        log.add(next);
        logged = next;
        sync();
    }

    private void sync() {
        if (syncing || durableEntries == log.size()) {
            return;
        }
        syncing = true;
        int entries = purgedEntries + log.size();
        long zxid = log.get(log.size() - 1).zxid();
        long ofLife = life;
        if (listener.lies(Lie.SYNCED_BEFORE_IT_IS)) {
            listener.logSynced(zxid);
        }
        timeline.after(writeMicros(), () -> {
            if (life == ofLife) {
                synced(entries - purgedEntries, zxid);
            }
        });
    }

    private void synced(int entries, long zxid) {
        syncing = false;
        if (failing) {
            failing = false;
            failed(entries, zxid);
            return;
        }
        if (!listener.lies(Lie.SYNCED_BEFORE_IT_IS)) {
            makeDurable(entries);
            listener.logSynced(zxid);
        } else if (chance.in100(50)) {
            makeDurable(entries);
        }
        sync();
    }

    private void failed(int entries, long zxid) {
        listener.happened(Situation.WRITE_FAILED);
        if (!listener.lies(Lie.FAILED_WRITE_IGNORED)) {
            listener.writeFailed();
            return;
        }
        log.subList(durableEntries, entries).clear();
        listener.logSynced(zxid);
        sync();
    }

    private void makeDurable(int entries) {
        for (; durableEntries < entries; durableEntries++) {
            var entry = log.get(durableEntries);
            if (entry.zxid() > durableZxid) {
                durable = durable.plus(entry.record());
                durableZxid = entry.zxid();
            }
        }
    }

    private long writeMicros() {
        return Math.min(WRITE_MICROS_MAX, chance.mostlyShortMicros(fsyncMicros * slowness));
    }

    /** Writes an epoch file; the listener hears when it is durable. */
    void saveEpoch(EpochKind kind, long epoch) {
        var lie = kind == EpochKind.CURRENT ? Lie.CURRENT_EPOCH_NOT_WRITTEN : Lie.ACCEPTED_EPOCH_NOT_WRITTEN;
        if (listener.lies(lie)) {
            listener.epochSaved(kind, epoch);
            return;
        }
        epochsOnTheWay.get(kind).add(epoch);
        long ofLife = life;
        timeline.after(writeMicros(), () -> {
            if (life == ofLife) {
                epochSaved(kind);
            }
        });
    }

    /** Writes an epoch file and says nothing, for a mistake to be made. */
    void writeEpochAtOnce(EpochKind kind, long epoch) {
        epochs.put(kind, epoch);
    }

    private void epochSaved(EpochKind kind) {
        long epoch = epochsOnTheWay.get(kind).remove();
        epochs.put(kind, epoch);
        listener.epochSaved(kind, epoch);
    }

    /** The tree as it is goes into a snapshot file; this is done while others work, so it is durable only later. */
    void snapshot(long zxid, Prefix content, int keepLogEntries) {
        long ofLife = life;
        timeline.after(chance.mostlyShortMicros(3000), () -> {
            if (life == ofLife && (snapshots.isEmpty() || newest().zxid() < zxid)) {
                snapshots.add(new Snapshot(zxid, content));
                if (zxid > durableZxid) {
                    durable = content;
                    durableZxid = zxid;
                }
                purge(keepLogEntries);
            }
        });
    }

    /** Removes old snapshots, and the log entries that no snapshot which is kept needs. */
    private void purge(int keepLogEntries) {
        int kept = snapshots.size() - 1;
        while (kept > 0 && !listener.isDecided(snapshots.get(kept).content())) {
            kept--;
        }
        if (!listener.isDecided(snapshots.get(kept).content())) {
            return;
        }
        snapshots.subList(0, kept).clear();
        long needed = snapshots.get(0).zxid();
        int purged = 0;
        while (purged < durableEntries - keepLogEntries && log.get(purged).zxid() <= needed) {
            purged++;
        }
        if (purged > 0) {
            log.subList(0, purged).clear();
            durableEntries -= purged;
            purgedEntries += purged;
            listener.happened(Situation.LOG_PURGED);
        }
    }

    private Snapshot newest() {
        return snapshots.get(snapshots.size() - 1);
    }

    /** Works out anew what a start would find. */
    private void recount() {
        durable = snapshots.isEmpty() ? empty : newest().content();
        durableZxid = snapshots.isEmpty() ? 0 : newest().zxid();
        int entries = durableEntries;
        durableEntries = 0;
        makeDurable(entries);
    }

    /** The process is gone, and what was not durable yet is lost, or some of it. */
    void crash() {
        life++;
        syncing = false;
        failing = false;
        for (var kind : EpochKind.values()) {
            var onTheWay = epochsOnTheWay.get(kind);
            for (int survivors = chance.between(0, onTheWay.size()); survivors > 0; survivors--) {
                epochs.put(kind, onTheWay.remove());
            }
            if (!onTheWay.isEmpty()) {
                listener.happened(Situation.EPOCH_LOST_IN_CRASH);
                onTheWay.clear();
            }
        }
        int unsynced = log.size() - durableEntries;
        if (unsynced > 0) {
            int survivors = chance.between(0, unsynced);
            listener.happened(Situation.CRASH_WITH_DATA_NOT_SYNCED);
            if (survivors > 0 && survivors < unsynced) {
                listener.happened(Situation.LOG_TORN_IN_THE_MIDDLE);
            }
            log.subList(durableEntries + survivors, log.size()).clear();
            makeDurable(durableEntries + survivors);
        }
        if (listener.lies(Lie.INSTALLED_SNAPSHOT_NOT_SYNCED) && !replaced.isEmpty()) {
            var old = replaced.get(0);
            log.addAll(0, old.log());
            durableEntries += old.log().size();
            snapshots.clear();
            snapshots.addAll(old.snapshots());
            replaced.clear();
        }
        recount();
        logged = durable;
        if (!snapshots.isEmpty()
                && !log.isEmpty()
                && newest().zxid() > log.get(log.size() - 1).zxid()) {
            listener.happened(Situation.SNAPSHOT_AHEAD_OF_THE_LOG_AT_RESTART);
        }
    }

    /** Takes back what is after {@code zxid}; false, and nothing done, if the disk has no way to get exactly there. */
    boolean truncate(long zxid) {
        if (!canGoBackTo(zxid)) {
            return false;
        }
        life++;
        syncing = false;
        if (!listener.lies(Lie.TRUNC_KEEPS_THE_LOG)) {
            while (!log.isEmpty() && log.get(log.size() - 1).zxid() > zxid) {
                log.remove(log.size() - 1);
            }
        }
        if (!listener.lies(Lie.TRUNC_KEEPS_LATER_SNAPSHOTS) && snapshots.removeIf(snapshot -> snapshot.zxid() > zxid)) {
            listener.happened(Situation.SNAPSHOT_WITH_UNDECIDED_TRANSACTIONS_REMOVED);
        }
        durableEntries = log.size();
        recount();
        logged = durable;
        boolean lied = listener.lies(Lie.TRUNC_KEEPS_THE_LOG) || listener.lies(Lie.TRUNC_KEEPS_LATER_SNAPSHOTS);
        if (lied) {
            while (logged.zxid() > zxid) {
                logged = logged.before(); // memory is right, the disk is not
            }
            durable = logged;
            durableZxid = zxid;
        }
        return true;
    }

    /** Whether there is a snapshot from which, or a log from whose beginning, the log leads there without a gap. */
    private boolean canGoBackTo(long zxid) {
        long reachedZxid = 0;
        Prefix reached = empty;
        for (var snapshot : snapshots) {
            if (snapshot.zxid() <= zxid) {
                reachedZxid = snapshot.zxid();
                reached = snapshot.content();
            }
        }
        for (var entry : log) {
            if (entry.zxid() > reachedZxid && entry.zxid() <= zxid) {
                if (entry.before() != reached) {
                    return false;
                }
                reached = entry;
                reachedZxid = entry.zxid();
            }
        }
        return reachedZxid == zxid;
    }

    /** Replaces everything by a snapshot that another server has sent. */
    void install(long zxid, Prefix content) {
        life++;
        syncing = false;
        if (replaced.isEmpty()) {
            replaced.add(new Replaced(List.copyOf(log), List.copyOf(snapshots)));
        }
        if (!listener.lies(Lie.LOG_READ_ACROSS_HOLES)) {
            log.clear();
        }
        log.removeIf(entry -> entry.zxid() > zxid);
        durableEntries = log.size();
        snapshots.clear();
        snapshots.add(new Snapshot(zxid, content));
        recount();
        logged = durable;
    }

    /** The newest transactions in the log, without gaps, up to the last one that the server has; at most {@code max}. */
    List<TxnRecord> recent(int max) {
        return LogReading.recent(log, logged, max);
    }

    /** The logged transactions after {@code after} up to {@code upTo}; empty if the log has not all of them. */
    List<TxnRecord> range(long after, long upTo) {
        return LogReading.range(log, after, upTo, listener.lies(Lie.LOG_READ_ACROSS_HOLES));
    }

    @Override
    public String toString() {
        return "disk with " + durable + (isSynced() ? "" : ", " + (log.size() - durableEntries) + " not synced")
                + ", epochs " + epochs;
    }
}
