/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import org.jspecify.annotations.Nullable;

/** One learner's connection as its leader sees it. */
final class LearnerProgress {
    /** How far a learner has come; each stage comes after the one before. */
    enum Stage {
        /** Connected, and has not said who it is. */
        LINKED,
        /** Has said who it is. */
        INTRODUCED,
        /** Has promised to take part in no earlier epoch than this one. */
        PROMISED,
        /** Waits for the disk to be searched for what it lacks. */
        SEARCHING,
        /** Has been sent what it lacks; from now on it is sent everything that is proposed. */
        FORWARDED,
        /** Has all that the epoch begins with on its disk. */
        SYNCED
    }

    private static final long UNKNOWN = -1;

    final long link;
    private Stage stage = Stage.LINKED;
    private long server = UNKNOWN;
    private boolean observer;
    private long acceptedEpoch;
    private boolean infoSent;
    private boolean upToDate;
    private boolean snapshotSent;
    private long lastZxid;
    private long proposedUpTo;
    private long ackedUpTo;
    private long deadlineMillis;
    private long syncedAtMillis;
    private SyncPlan.@Nullable Disk search;

    LearnerProgress(long link, long deadlineMillis) {
        this.link = link;
        this.deadlineMillis = deadlineMillis;
    }

    Stage stage() {
        return stage;
    }

    boolean hasReached(Stage wanted) {
        return stage.compareTo(wanted) >= 0;
    }

    boolean isSynced() {
        return stage == Stage.SYNCED;
    }

    /** Its id; to be asked once it has introduced itself. */
    long server() {
        return server;
    }

    boolean isObserver() {
        return observer;
    }

    void introduced(long id, boolean asObserver, long accepted) {
        server = id;
        observer = asObserver;
        acceptedEpoch = accepted;
        stage = Stage.INTRODUCED;
    }

    /** The last epoch that the learner had promised when it came; 0 before it has said so. */
    long acceptedEpoch() {
        return acceptedEpoch;
    }

    /** True the first time it is called. */
    boolean takeInfo() {
        boolean first = !infoSent;
        infoSent = true;
        return first;
    }

    boolean wasSentInfo() {
        return infoSent;
    }

    void promised(long lastLoggedZxid) {
        lastZxid = lastLoggedZxid;
        stage = Stage.PROMISED;
    }

    /** The end of the learner's log, as it said. */
    long lastZxid() {
        return lastZxid;
    }

    void searching(SyncPlan.Disk plan) {
        search = plan;
        stage = Stage.SEARCHING;
    }

    SyncPlan.@Nullable Disk search() {
        return search;
    }

    void sentSnapshot() {
        snapshotSent = true;
    }

    /** Whether it is being sent a snapshot, or has not said yet that it has it. */
    boolean isTakingSnapshot() {
        return snapshotSent && !isSynced();
    }

    /** Whether it is being sent what it lacks, or that is being searched for, or it has not said yet that it has it. */
    boolean isTakingDiff() {
        return !snapshotSent && (stage == Stage.SEARCHING || stage == Stage.FORWARDED);
    }

    void forwarded() {
        search = null;
        stage = Stage.FORWARDED;
    }

    void synced(long nowMillis) {
        syncedAtMillis = nowMillis;
        stage = Stage.SYNCED;
    }

    long syncedAtMillis() {
        return syncedAtMillis;
    }

    /** True the first time it is called. */
    boolean takeUpToDate() {
        boolean first = !upToDate;
        upToDate = true;
        return first;
    }

    /** True the first time it is called for a proposal; they come in order. */
    boolean takeProposal(long zxid) {
        boolean first = zxid > proposedUpTo;
        proposedUpTo = Math.max(proposedUpTo, zxid);
        return first;
    }

    /** Whether it has been sent that proposal since it was synchronised. */
    boolean wasSent(long zxid) {
        return zxid <= proposedUpTo;
    }

    /** Links are FIFO, so an ack speaks for everything before it. */
    void acked(long zxid) {
        ackedUpTo = Math.max(ackedUpTo, zxid);
    }

    long ackedUpTo() {
        return ackedUpTo;
    }

    /** It has given a sign of life. Before it is synchronised, a deadline that is later already stays. */
    void heardUntil(long millis) {
        deadlineMillis = isSynced() ? millis : Math.max(deadlineMillis, millis);
    }

    boolean isOverdue(long nowMillis) {
        return nowMillis > deadlineMillis;
    }

    @Override
    public String toString() {
        return server == UNKNOWN ? "an unknown learner" : (observer ? "observer " : "follower ") + server;
    }
}
