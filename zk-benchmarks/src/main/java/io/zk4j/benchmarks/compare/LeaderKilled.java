/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.protocol.SetDataRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Kills the leader of three servers with {@code kill -9} while a client of a follower writes one thing after the other: the longest time
 * without an acknowledged write. The client comes back to its follower as soon as that takes it.
 */
record LeaderKilled() implements Workload {
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** So many writes after the outage, it is over. */
    private static final int WRITES_AFTER = 20;

    @Override
    public String name() {
        return "leader-killed";
    }

    @Override
    public String title() {
        return "leader killed, writer on a follower";
    }

    @Override
    public List<Need> needs() {
        return List.of(new Need(Metric.GAP, 0.25));
    }

    @Override
    public Figures measure(Stand stand) throws Exception {
        var ensemble = stand.ensemble();
        ensemble.awaitServing();
        long leader = ensemble.awaitLeader();
        long follower = ensemble.sids().stream()
                .filter(sid -> sid != leader)
                .findFirst()
                .orElseThrow();
        try (var writer = new Writer(ensemble.member(follower).clientPort())) {
            writer.writeFor(BEFORE);
            var killer = new Thread(ensemble.member(leader)::kill, "kills the leader"); // waits until it is gone
            killer.start();
            double millis = writer.longestGapMillis();
            killer.join();
            ensemble.start(leader);
            return Figures.of(Metric.GAP, millis);
        }
    }

    /** A closed loop that goes on with a new session when it has lost one. */
    private static final class Writer implements AutoCloseable {
        private static final String PATH = "/failover";

        private final int port;
        private @Nullable WireConnection connection;
        private long lastWritten = System.nanoTime();

        Writer(int port) throws IOException {
            this.port = port;
            try (var preparing = WireConnection.open(port)) {
                preparing.call(Tree.create(PATH, 0)); // it may be there
            }
        }

        void writeFor(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                write();
            }
        }

        /** Writes until an outage of a while is over; returns the longest time between two writes. */
        double longestGapMillis() {
            long begun = System.nanoTime();
            long longest = 0;
            int writtenSince = 0;
            int outages = 0;
            while (outages == 0 || writtenSince < WRITES_AFTER) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("no outage that ended within " + PATIENCE);
                }
                long before = lastWritten;
                if (write()) {
                    writtenSince++;
                    longest = Math.max(longest, lastWritten - before);
                } else {
                    outages++;
                    writtenSince = 0;
                }
            }
            return longest / 1e6;
        }

        /** Returns whether it was acknowledged. */
        private boolean write() {
            try {
                var open = connection;
                if (open == null) {
                    open = WireConnection.open(port);
                    connection = open;
                }
                open.require(new SetDataRequest(PATH, Tree.data(100), -1));
                lastWritten = System.nanoTime();
                return true;
            } catch (IOException e) {
                abandon();
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
                return false;
            }
        }

        private void abandon() {
            if (connection != null) {
                connection.abandon();
                connection = null;
            }
        }

        @Override
        public void close() {
            abandon();
        }
    }
}
