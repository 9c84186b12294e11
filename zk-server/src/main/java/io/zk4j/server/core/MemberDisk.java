/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.quorum.broadcast.EpochKind;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.NoWayBackException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member of an ensemble does on its disk beside logging: epochs are kept, and what it has is replaced by what the
 * leader has.
 *
 * <p>Called on the core thread, which waits while data is replaced: there is nothing to serve then. Epochs are written by the
 * log thread, behind the transactions that were handed to it before.
 */
final class MemberDisk {
    private static final Logger LOG = LoggerFactory.getLogger(MemberDisk.class);

    private final DataDirectory directory;
    private final TxnJournal journal;
    private final LogThread log;
    private final Inbox<Input> inbox;
    private final CoreParts core;
    private final MemberSettings settings;
    private final AtomicInteger replacements = new AtomicInteger(); // read by threads that walk the tree

    MemberDisk(MemberParts member, CoreParts core) {
        this.directory = member.directory();
        this.journal = member.journal();
        this.log = member.log();
        this.inbox = member.inbox();
        this.settings = member.settings();
        this.core = core;
    }

    /** Has an epoch written; told by {@link ZabInput.EpochSaved}. */
    void save(EpochKind kind, long epoch) {
        log.run(() -> {
            if (kind == EpochKind.ACCEPTED) {
                directory.epochs().saveAccepted(epoch);
            } else {
                directory.epochs().saveCurrent(epoch);
            }
            inbox.put(new Input.FromPeers(new ZabInput.EpochSaved(kind, epoch)));
        });
    }

    /**
     * Takes back every transaction after {@code zxid}, on the disk and in memory; if that is not possible everything stays, and
     * the peer is told so by a later zxid.
     */
    ZabInput.Reloaded truncate(long zxid) throws IOException, InterruptedException {
        LOG.info("Taking back what was logged after 0x{}", Long.toHexString(zxid));
        return replace(() -> {
            try {
                directory.truncateTo(zxid);
            } catch (NoWayBackException e) {
                LOG.warn("The leader is asked for a snapshot instead: {}", e.getMessage());
            }
        });
    }

    /** Replaces everything, on the disk and in memory, by a snapshot. */
    ZabInput.Reloaded install(PeerLinks links, long link) throws IOException, InterruptedException {
        LOG.info("Replacing all data by the leader's snapshot");
        return replace(() -> links.installSnapshot(link, directory));
    }

    /** Finds out, on a thread of its own, whether the log holds a range; told by {@link ZabInput.DiskHistory}. */
    void ask(ZabEffect.AskDisk question) {
        new Thread(
                        () -> inbox.put(
                                new Input.FromPeers(new ZabInput.DiskHistory(question.link(), holds(question)))),
                        "zk4j-history")
                .start();
    }

    private boolean holds(ZabEffect.AskDisk question) {
        var range = new LoggedRange(directory, question.afterZxid(), question.upToZxid());
        try {
            return range.isWhole(question.sizeFactor());
        } catch (IOException | RuntimeException e) { // either way the learner must hear an answer
            LOG.info(
                    "The log cannot serve a learner from 0x{} on, who gets a snapshot: {}",
                    Long.toHexString(question.afterZxid()),
                    e.getMessage());
            return false;
        }
    }

    /** The transactions of a range, for a learner. */
    LoggedRange range(long afterZxid, long upToZxid) {
        return new LoggedRange(directory, afterZxid, upToZxid);
    }

    /** The tree as of now, for a learner. It is given up if the tree is replaced in the meantime. */
    TreeSnapshot treeNow() {
        int now = replacements.get();
        return new TreeSnapshot(core.state(), core.access(), () -> replacements.get() != now);
    }

    private ZabInput.Reloaded replace(LogThread.DiskTask replacement) throws IOException, InterruptedException {
        long begunMillis = core.clock().millis();
        replacements.incrementAndGet();
        core.snapshots().abandon();
        log.runAndWait(() -> {
            journal.suspend();
            replacement.run();
        });
        var state = core.state();
        var recovery =
                new Recovery(state.tree(), state.sessions(), core.clock(), state.metrics(), settings.recentMax());
        var report = directory.recover(recovery);
        recovery.ended();
        recovery.adoptOrphans(settings.orphanTimeoutMillis());
        log.run(() -> journal.resume(directory.openLog(report.lastZxid())));
        LOG.info(
                "Loaded again up to 0x{}: {} znodes and {} sessions in {} ms",
                Long.toHexString(report.lastZxid()),
                state.tree().nodeCount(),
                state.sessions().size(),
                core.clock().millis() - begunMillis);
        return new ZabInput.Reloaded(report.lastZxid(), recovery.recent());
    }
}
