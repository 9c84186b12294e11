/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.load;

import io.zk4j.client.CallTimedOutException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.NotConnectedException;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that write one thing after the other, whatever happens to the servers.
 *
 * <pre>{@code
 * try (var load = WriteLoad.creating(ensemble.connectString(), 4).pause(ofMillis(5)).start()) {
 *     ...
 *     var report = load.stop();
 *     assertThat(report.lost(TreeListing.of(server))).isEmpty();
 * }
 * }</pre>
 */
public final class WriteLoad implements AutoCloseable {
    private static final String ROOT = "/write-load";

    private final Builder setup;
    private final List<ZkClient> clients = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isWanted = new AtomicBoolean(true);
    private final LongAdder acknowledgedSoFar = new LongAdder();
    private final Workers<LoadReport> workers;

    private WriteLoad(Builder setup) {
        this.setup = setup;
        try (var preparing = open()) {
            makeIfMissing(preparing, ROOT);
            for (int client = 0; client < setup.clients; client++) {
                makeIfMissing(preparing, pathOf(client));
            }
        }
        var work = IntStream.range(0, setup.clients)
                .mapToObj(client -> (Callable<LoadReport>) () -> write(client))
                .toList();
        workers = new Workers<>("write-load", work);
    }

    /** Clients that each create one znode after the other, so that every acknowledged write can be found afterwards. */
    public static Builder creating(String connectString, int clients) {
        return new Builder(connectString, clients, true);
    }

    /** Clients that each set a znode of their own again and again, so that the tree stays small. */
    public static Builder setting(String connectString, int clients) {
        return new Builder(connectString, clients, false);
    }

    /** How many writes have been acknowledged so far. */
    public long acknowledged() {
        return acknowledgedSoFar.sum();
    }

    /** Ends the writing and tells what was written. */
    public LoadReport stop() {
        isWanted.set(false);
        return LoadReport.of(workers.join());
    }

    /** Ends the writing and the sessions. */
    @Override
    public void close() {
        isWanted.set(false);
        clients.forEach(ZkClient::close);
    }

    private ZkClient open() {
        return ZkClient.builder(setup.connectString)
                .sessionTimeout(setup.sessionTimeout)
                .callbacksOn(Runnable::run)
                .open();
    }

    private ZkClient openToWrite() {
        var client = open();
        clients.add(client);
        return client;
    }

    private static String pathOf(int client) {
        return ROOT + "/c" + client;
    }

    private static void makeIfMissing(ZkClient client, String path) {
        if (Calls.await(client.exists(path)).isEmpty()) {
            try {
                Calls.await(client.create(path, Bytes.EMPTY));
            } catch (NodeExistsException e) {
                return; // another load was quicker
            }
        }
    }

    private LoadReport write(int number) {
        var acknowledged = new ArrayList<LoadReport.Write>();
        var unknown = new ArrayList<String>();
        int expired = 0;
        var client = openToWrite();
        for (int write = 0; isWanted.get(); write++) {
            var path = setup.isCreating ? pathOf(number) + String.format(Locale.ROOT, "/%08d", write) : pathOf(number);
            long from = System.nanoTime();
            try {
                long zxid = writeOnce(client, path, write);
                acknowledged.add(new LoadReport.Write(path, zxid, from, System.nanoTime()));
                acknowledgedSoFar.increment();
            } catch (OutcomeUnknownException e) {
                unknown.add(path);
            } catch (NotConnectedException | CallTimedOutException e) {
                continue; // nothing was written
            } catch (SessionExpiredException e) {
                if (!isWanted.get()) {
                    break; // closed by the test
                }
                unknown.add(path);
                expired++;
                clients.remove(client);
                client = openToWrite();
            }
            if (!setup.pause.isZero()) {
                LockSupport.parkNanos(setup.pause.toNanos());
            }
        }
        return new LoadReport(acknowledged, unknown, expired);
    }

    private long writeOnce(ZkClient client, String path, int write) {
        var data = Bytes.ofUtf8(Integer.toString(write));
        return setup.isCreating
                ? Calls.await(client.create(path, data)).stat().czxid()
                : Calls.await(client.set(path, data)).mzxid();
    }

    /** How much to write, and how. */
    public static final class Builder {
        private final String connectString;
        private final int clients;
        private final boolean isCreating;
        private Duration pause = Duration.ZERO;
        private Duration sessionTimeout = Duration.ofSeconds(15);

        private Builder(String connectString, int clients, boolean isCreating) {
            this.connectString = connectString;
            this.clients = clients;
            this.isCreating = isCreating;
        }

        /** How long each client rests between two writes; not at all unless told. */
        public Builder pause(Duration rest) {
            this.pause = rest;
            return this;
        }

        /** How long a session survives a silence, 15 seconds unless told. */
        public Builder sessionTimeout(Duration timeout) {
            this.sessionTimeout = timeout;
            return this;
        }

        /** Prepares the tree and begins. */
        public WriteLoad start() {
            return new WriteLoad(this);
        }
    }
}
