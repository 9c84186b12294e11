/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

/** What must hold after each step, or in the end. The text tells what happened if it does not. */
enum Invariant {
    ONE_LEADER_PER_EPOCH("two servers lead in one epoch"),
    LEADS_ONLY_WITH_A_VOTE(
            "a server is made the leader that has no vote, neither now nor by the change that is under way"),
    LEADS_ONLY_WITH_A_QUORUM("a leader begins to serve although no quorum has taken over its epoch and history"),
    FOLLOWS_BEFORE_IT_SERVES("a learner serves although its leader has not said that it is up to date"),
    COMMITTED_IS_ON_A_QUORUM("a transaction is decided, or remains so, without being on the disks of a quorum"),
    COMMITTED_IS_NEVER_LOST("a transaction that was decided is missing where there is a later one"),
    ACKNOWLEDGED_WRITE_IS_NEVER_LOST("a write that a client was told of is missing where there is a later one"),
    PREFIXES_AGREE("two servers that serve have applied different transactions, or one has left some out"),
    MEMORY_IS_THE_LOG("a leader begins with a tree that is not what its log says"),
    ZXIDS_GROW("a log gets a transaction that does not come behind its last one"),
    EPOCHS_NEVER_GO_BACK("an epoch on the disk becomes smaller, or the current one is above the accepted one"),
    EPOCH_ONLY_BEHIND_ITS_DATA("an epoch is on the disk before the history that it begins with"),
    ACKNOWLEDGES_ONLY_THE_DURABLE("a server acknowledges what its disk does not hold"),
    READS_NEVER_GO_BACK("a session reads an older state than before"),
    WRITES_FOLLOW_TIME("a write that began after another was acknowledged is ordered before it"),
    EACH_WRITE_ONCE("a write is decided twice"),
    SYNC_CATCHES_UP("a sync is answered before the server has all that the leader had then"),
    QUEUES_ARE_BOUNDED("a queue grows beyond all measure"),
    NO_PEER_GIVES_UP("a peer throws, or says that the process must stop"),
    PROGRESS_AFTER_HEALING("all is well with machines and network, and still nobody gets a write done"),
    EQUAL_IN_THE_END("all is well and quiet, and the servers' trees, logs or lists still differ");

    private final String text;

    Invariant(String text) {
        this.text = text;
    }

    /** To be thrown. */
    Broken broken(String details) {
        return new Broken(this, details);
    }

    void check(boolean holds, Object details) {
        if (!holds) {
            throw broken(details.toString());
        }
    }

    /** An invariant does not hold. */
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        private final Invariant invariant;

        Broken(Invariant invariant, String details) {
            super(invariant + ": " + invariant.text + ": " + details);
            this.invariant = invariant;
        }

        Invariant invariant() {
            return invariant;
        }
    }
}
