/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.DataFile;
import io.zk4j.server.storage.DirectoryCheck;
import io.zk4j.server.storage.RecoveryReport;
import io.zk4j.server.storage.StorageException;
import io.zk4j.server.storage.StorageOptions;
import io.zk4j.server.tools.FileFinding.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a data directory as a start of the server would, and at every file besides; repairs when it is asked to, and only
 * what costs no acknowledged transaction.
 */
final class DirectoryDoctor {
    /** A start would be refused. */
    static final int REFUSED = 3;

    private static final long FIRST_ZXID = 1;

    private final StorageOptions options;
    private final PrintWriter out;

    DirectoryDoctor(StorageOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** What a start came to, or what it would. */
    private record Start(@Nullable RecoveryReport report, String refusal, LoadedTree tree) {}

    /** Says everything; returns the exit status. */
    int examine(boolean repair) throws IOException {
        warnOfServer();
        warnOfUser();
        var findings = examineFiles();
        var start = rehearse();
        say(start, "A start would");
        boolean emptySnapshotHelps = start.report() == null && wouldWorkWithAnEmptySnapshot();
        if (!repair) {
            adviseRepair(start, emptySnapshotHelps);
            return status(start, findings);
        }
        repair(start, emptySnapshotHelps);
        out.println();
        out.println("After the repair:");
        return status(rehearse(), examineFiles());
    }

    private void warnOfServer() throws IOException {
        var holder = DataDirectory.holderOf(options.dataDir());
        if (holder != null) {
            out.println("NOTE: " + holder
                    + " has this directory open. What follows may already be out of date, and the end of"
                    + " the log looks torn while it is written.");
        }
    }

    private void warnOfUser() {
        var trouble = DirectoryCheck.notWritable(options);
        if (trouble != null) {
            out.println("NOTE: " + trouble + ". What follows is about the data.");
        }
    }

    private List<FileFinding> examineFiles() throws IOException {
        var examination = new FileExamination(options.recordBytesMax());
        var snapshots = DataDirectory.filesOf(options.dataDir());
        var logs = DataDirectory.filesOf(options.logDir());
        var findings = new ArrayList<>(examination.examine(snapshots));
        out.println(snapshots);
        findings.forEach(finding -> out.println(finding.line()));
        if (!logs.equals(snapshots)) {
            var ofLogs = examination.examine(logs);
            out.println(logs);
            ofLogs.forEach(finding -> out.println(finding.line()));
            findings.addAll(ofLogs);
        }
        return findings;
    }

    private Start rehearse() throws IOException {
        var tree = new LoadedTree();
        try {
            return new Start(DataDirectory.rehearse(options, tree), "", tree);
        } catch (StorageException | FileSystemException e) {
            return new Start(null, ToolRunner.reason(e), tree);
        }
    }

    private void say(Start start, String opening) {
        out.println();
        var report = start.report();
        if (report == null) {
            out.println(opening + " be refused: " + start.refusal());
            return;
        }
        if (!report.isTrusted()) {
            out.println(opening + " be refused: there is no data, and db.autocreate=false says that there must be.");
            return;
        }
        var snapshot = report.snapshot();
        out.println(
                opening + (snapshot == null ? " begin without a snapshot" : " load " + snapshot.name()) + " and replay "
                        + report.replayed() + " transactions, up to 0x" + Long.toHexString(report.lastZxid()) + ": "
                        + start.tree().tree().nodeCount() + " znodes, "
                        + start.tree().sessions().size() + " sessions.");
        report.notices().forEach(notice -> out.println("  - " + notice));
        start.tree().digestMismatches().stream()
                .findFirst()
                .ifPresent(first -> out.println("  - the tree's digest differs from the stored one: " + first));
    }

    private void adviseRepair(Start start, boolean emptySnapshotHelps) {
        if (emptySnapshotHelps) {
            out.println(
                    "The logs reach back to the first transaction: --repair makes the empty snapshot that belongs before"
                            + " them, and nothing is lost.");
        } else if (hasRepairs(start)) {
            out.println("The server does this by itself when it starts; --repair does it now.");
        }
    }

    private static boolean hasRepairs(Start start) {
        var report = start.report();
        return report != null && report.notices().stream().anyMatch(notice -> notice.startsWith("would "));
    }

    private void repair(Start start, boolean emptySnapshotHelps) throws IOException {
        out.println();
        if (start.report() == null && !emptySnapshotHelps) {
            out.println("Nothing was repaired: this needs a decision.");
            return;
        }
        try (var directory = DataDirectory.open(options)) {
            if (emptySnapshotHelps) {
                out.println("Wrote " + directory.writeSnapshot(new LoadedTree()));
            }
            var report = directory.recover(new LoadedTree());
            report.notices().forEach(notice -> out.println("Repair: " + notice));
            if (report.notices().isEmpty() && !emptySnapshotHelps) {
                out.println("There was nothing to repair.");
            }
        }
    }

    /** Whether all that is missing is the snapshot of the tree before the first transaction. */
    private boolean wouldWorkWithAnEmptySnapshot() throws IOException {
        var logs = DataFile.list(DataDirectory.filesOf(options.logDir()), DataFile.Kind.LOG);
        var snapshots = DataFile.list(DataDirectory.filesOf(options.dataDir()), DataFile.Kind.SNAPSHOT);
        if (logs.isEmpty()
                || logs.get(0).zxid() != FIRST_ZXID
                || snapshots.stream().anyMatch(each -> each.zxid() != 0)) {
            return false;
        }
        try {
            DataDirectory.rehearse(
                    options.toBuilder().trustMissingSnapshot(true).build(), new LoadedTree());
            return true;
        } catch (StorageException | FileSystemException e) {
            return false;
        }
    }

    private int status(Start start, List<FileFinding> findings) {
        var report = start.report();
        if (report == null || !report.isTrusted()) {
            return REFUSED;
        }
        boolean fine = DirectoryCheck.notWritable(options) == null
                && report.notices().isEmpty()
                && start.tree().digestMismatches().isEmpty()
                && findings.stream().allMatch(finding -> finding.verdict() == Verdict.OK);
        return fine ? ToolRunner.FINE : ToolRunner.TROUBLE;
    }
}
