/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Bytes;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.op.OperationSettings;
import io.zk4j.server.op.Operations;
import io.zk4j.server.quorum.ZabPeer;
import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.broadcast.PeerStatus;
import io.zk4j.server.quorum.election.ElectionTimes;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.session.SessionIds;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.SnapshotSchedule;
import io.zk4j.server.storage.StorageOptions;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.watch.WatchTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A member of an ensemble with everything real but the network to the others and to clients. */
final class MemberServer {
    static final int TICK_MILLIS = 100;
    private static final int INIT_LIMIT = 600;
    /** Nothing here is about silence; on a machine that stands still for a moment nobody is to be given up. */
    private static final int SYNC_LIMIT = 600;

    private static final int RECENT_MAX = 500;
    private static final int FIELD_BYTES_MAX = 1 << 21;

    final long sid;
    final DataTree tree = new DataTree(true);
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    final Inbox<Input> inbox = new Inbox<>();
    private final Clock clock = Clock.system();
    private final ZabPeer peer;
    private final DataDirectory directory;
    private final Snapshots snapshots;
    private final TxnJournal journal;
    private final LogThread log;
    private final ServerCore core;
    private final Ticker ticker;

    MemberServer(long sid, Membership membership, Path dataDir, MemoryNetwork network, MemberOptions options)
            throws IOException {
        this.sid = sid;
        var metrics = new Metrics();
        var operations = new Operations(OperationSettings.standard());
        var state = new CoreState(
                tree,
                new SessionTable(TICK_MILLIS),
                new WatchTable(AclPolicy.standard(), metrics),
                new DigestHistory(),
                metrics);
        directory = DataDirectory.open(
                StorageOptions.builder(dataDir).preallocationBytes(4096).build());
        var recovery = new Recovery(tree, state.sessions(), clock, metrics, RECENT_MAX);
        var report = directory.recover(recovery);
        snapshots = new Snapshots(directory::writeSnapshot, inbox, clock, metrics);
        if (report.snapshot() == null) {
            snapshots.writeNow(state);
        }
        var epochs = directory.epochs().load(report.lastZxid());
        journal = new TxnJournal(
                directory.openLog(report.lastZxid()),
                new SnapshotSchedule(options.snapCount(), 0, new Random(sid)),
                bytes -> {},
                true,
                new ServerStats(metrics));
        log = new LogThread(journal, inbox, 1000, clock, metrics);
        peer = new ZabPeer(
                new PeerSettings(
                        sid, TICK_MILLIS, INIT_LIMIT, SYNC_LIMIT, options.commitLogCount(), 0.33, false, false),
                ElectionTimes.DEFAULT,
                membership,
                null,
                new Durable(report.lastZxid(), epochs.accepted(), epochs.current(), recovery.recent()));
        var links = network.join(sid, inbox, dataDir);
        core = new ServerCore(
                inbox,
                state,
                operations,
                new SessionSettings(
                        new SessionIds((int) sid, clock.wallMillis()),
                        new SessionTimeouts(2 * TICK_MILLIS, 600 * TICK_MILLIS),
                        true,
                        options.localSessions(),
                        options.localSessionsUpgrading(),
                        sid,
                        TICK_MILLIS,
                        TICK_MILLIS),
                EnsembleReplication.of(new MemberParts(
                        peer::step,
                        links,
                        log,
                        journal,
                        directory,
                        inbox,
                        new FollowedMembership(links, membership, null),
                        new PendingSyncs(),
                        new MemberSettings(options.leaderServes(), FIELD_BYTES_MAX, RECENT_MAX, 1000))),
                snapshots,
                new WriteGate(),
                new Reaper.Settings(60_000, 10_000, 0),
                clock,
                failure::complete);
        log.start();
        core.start();
        ticker = new Ticker(inbox, clock);
        ticker.start(20);
    }

    /** A client without a session. */
    FakeConnection stranger() {
        return new FakeConnection(inbox, clock);
    }

    /** A client with a new session. */
    FakeConnection connect(int timeoutMillis) {
        var connection = stranger();
        connection.handshake(timeoutMillis, 0, Bytes.EMPTY);
        return connection;
    }

    /** Returns when the core has dealt with everything that it has been told by now. */
    void settle() {
        core.ask(state -> state).join();
        core.ask(state -> state).join(); // in a later batch, so the one before has been handed on
    }

    /** Of all that it has. */
    String digest() {
        return core.ask(state -> String.valueOf(state.tree().digest())).join();
    }

    PeerStatus status() {
        return core.ask(state -> peer.status()).join();
    }

    void close() throws InterruptedException, IOException {
        ticker.stop();
        core.stop();
        log.stop();
        snapshots.stop();
        journal.close();
        directory.close();
    }

    /** What a test may want to be different. */
    record MemberOptions(
            int snapCount,
            int commitLogCount,
            boolean leaderServes,
            boolean localSessions,
            boolean localSessionsUpgrading) {
        static final MemberOptions USUAL = new MemberOptions(100_000, 500, true, false, false);
    }
}
