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
import io.zk4j.server.session.SessionIds;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.watch.WatchTable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A core and a log thread with fakes around them: a log that the test holds, connections without sockets, a manual clock. */
final class CoreHarness {
    static final int TICK_MILLIS = 1000;
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int SERVER_ID = 1;

    final ManualClock clock = new ManualClock();
    final Metrics metrics = new Metrics();
    final HeldJournal journal = new HeldJournal();
    final Inbox<Input> inbox = new Inbox<>();
    final DataTree tree = new DataTree(true);
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    final WriteGate gate = new WriteGate();
    final LoopReads loopReads;
    final ServerCore core;
    private final LogThread log = new LogThread(journal, inbox, 1000, clock, metrics);

    CoreHarness() {
        var operations = new Operations(OperationSettings.standard());
        var state = new CoreState(
                tree,
                new SessionTable(TICK_MILLIS),
                new WatchTable(AclPolicy.standard(), metrics),
                new DigestHistory(),
                metrics);
        loopReads = new LoopReads(tree, operations);
        core = new ServerCore(
                inbox,
                state,
                operations,
                SessionSettings.alone(
                        new SessionIds(SERVER_ID, clock.wallMillis()),
                        new SessionTimeouts(2 * TICK_MILLIS, 20 * TICK_MILLIS),
                        TICK_MILLIS),
                StandaloneReplication.over(log),
                new Snapshots(source -> {}, inbox, clock, metrics),
                gate,
                new Reaper.Settings(60_000, 10_000, 0),
                clock,
                failure::complete);
        log.start();
        core.start();
    }

    /** A connection with a new session. */
    FakeConnection connect() {
        var connection = new FakeConnection(inbox, clock);
        connection.handshake(TIMEOUT_MILLIS, 0, Bytes.EMPTY);
        return connection;
    }

    FakeConnection stranger() {
        return new FakeConnection(inbox, clock);
    }

    /** Lets time pass and the core notice, tick by tick. */
    void pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= TICK_MILLIS) {
            clock.advance(Duration.ofMillis(Math.min(left, TICK_MILLIS)));
            inbox.put(new Input.Tick(clock.millis(), () -> {}));
        }
        settle();
    }

    /** Returns when the core has dealt with everything that it has been told by now, and handed on what came of it. */
    void settle() {
        core.ask(state -> state).join();
        core.ask(state -> state).join(); // in a later batch, so the one before has been handed on
    }

    void close() throws InterruptedException {
        journal.release();
        core.stop();
        log.stop();
    }
}
