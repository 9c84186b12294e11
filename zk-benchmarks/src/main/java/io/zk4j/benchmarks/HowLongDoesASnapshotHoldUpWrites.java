/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckWatchesRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.WatcherType;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Fills a server with znodes of 100 bytes, writes to them from 16 connections that each wait for the reply, and compares the
 * requests that met a snapshot being written with those that did not.
 *
 * <p>Two more clients run beside the writers: one reads, and one asks what only the core can answer and no disk is needed for,
 * which shows the pauses of the core itself.
 *
 * <p>Arguments: {@code [znodes [snapshots [heap]]]}, by default 1000000, 3 and 2g. The data goes below {@code target}.
 */
public final class HowLongDoesASnapshotHoldUpWrites {
    private static final int PARENTS = 100;
    private static final int CREATES_PER_MULTI = 1_000;
    private static final int MULTIS_IN_FLIGHT = 4;
    private static final int DATA_BYTES = 100;
    private static final int WRITERS = 16;
    private static final long PROBE_REST_MICROS = 500;
    private static final long READER_REST_MICROS = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED_MAX = Duration.ofMinutes(4);
    private static final Duration BEHIND_LAST_SNAPSHOT = Duration.ofSeconds(3);
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final int znodes;
    private final int snapshots;
    private final ZkProcess server;
    private final PrintStream out;

    private HowLongDoesASnapshotHoldUpWrites(int znodes, int snapshots, ZkProcess server, PrintStream out) {
        this.znodes = znodes;
        this.snapshots = snapshots;
        this.server = server;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        int znodes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int snapshots = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        String heap = arguments.length > 2 ? arguments[2] : "2g";
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "snapshot-under-load");
        var server = ZkProcess.of(ZkDistribution.zk4j(), folder)
                .jvm("-Xmx" + heap, "-XX:-UseSerialGC", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=4")
                .set("maxClientCnxns", "0")
                .set("snapCount", "60000")
                .readyWithin(START_PATIENCE);
        try (var started = server.start()) {
            new HowLongDoesASnapshotHoldUpWrites(znodes, snapshots, started, System.out).run();
        } finally {
            Folders.delete(folder);
        }
    }

    private void run() throws Exception {
        long begun = System.nanoTime();
        load();
        out.printf("loaded %,d znodes of %d bytes in %.1f s%n", znodes, DATA_BYTES, secondsSince(begun));
        restart("from the log");
        measure();
        out.printf("snapshot file: %.1f MB%n", newestSnapshotBytes() / 1e6);
        restart("from snapshot and log");
    }

    private void restart(String from) {
        server.kill();
        long begun = System.nanoTime();
        server.startAgain();
        out.printf("after kill -9, serving again %s within %.1f s%n", from, secondsSince(begun));
    }

    private void load() throws IOException {
        try (var connection = BlockingConnection.open(server.clientPort())) {
            for (int parent = 0; parent < PARENTS; parent++) {
                requireOk(connection, create(parentOf(parent)));
            }
            int inFlight = 0;
            for (int from = 0; from < znodes; from += CREATES_PER_MULTI) {
                connection.send(creates(from, Math.min(from + CREATES_PER_MULTI, znodes)));
                inFlight++;
                if (inFlight == MULTIS_IN_FLIGHT) {
                    requireOk(connection);
                    inFlight--;
                }
            }
            while (inFlight > 0) {
                requireOk(connection);
                inFlight--;
            }
        }
    }

    private void measure() throws Exception {
        var stop = new AtomicBoolean();
        var watch = new SnapshotWatch(server.dataDir().resolve("version-2"));
        var threads = Executors.newCachedThreadPool();
        try {
            var watching = threads.submit(() -> watch.run(stop::get));
            var writers = new ArrayList<Future<List<Sample>>>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(client(this::write, ErrorCode.OK, 0, stop)));
            }
            var reader = threads.submit(client(this::read, ErrorCode.OK, READER_REST_MICROS, stop));
            var probe = threads.submit(client(this::askCore, ErrorCode.NO_WATCHER, PROBE_REST_MICROS, stop));
            LockSupport.parkNanos(WARM_UP.toNanos());
            long from = System.nanoTime();
            awaitSnapshots(watch, from);
            stop.set(true);
            var writes = new ArrayList<Sample>();
            for (var writer : writers) {
                writes.addAll(writer.get());
            }
            watching.get();
            var stretches = watch.written();
            out.println("snapshots took " + millisOf(stretches) + " ms");
            report("writes, " + WRITERS + " connections", writes, from, stretches);
            report("reads, 1 connection", reader.get(), from, stretches);
            report("questions to the core, 1 connection", probe.get(), from, stretches);
        } finally {
            stop.set(true);
            threads.shutdown();
        }
    }

    private Callable<List<Sample>> client(
            Supplier<Request> requests, ErrorCode expected, long restMicros, AtomicBoolean stop) {
        var loop = new ClosedLoop(server.clientPort(), requests, expected.code(), restMicros);
        return () -> loop.run(stop::get);
    }

    private void awaitSnapshots(SnapshotWatch watch, long from) {
        while (watch.written().stream()
                                .filter(each -> each.startNanos() >= from)
                                .count()
                        < snapshots
                && System.nanoTime() - from < MEASURED_MAX.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        LockSupport.parkNanos(BEHIND_LAST_SNAPSHOT.toNanos());
    }

    private void report(String what, List<Sample> all, long from, List<Sample> stretches) {
        Predicate<Sample> meets = sample -> stretches.stream()
                .anyMatch(each -> sample.endNanos() > each.startNanos() && sample.startNanos() < each.endNanos());
        var measured =
                all.stream().filter(sample -> sample.startNanos() >= from).toList();
        var gaps = Latencies.gaps(measured);
        out.println(what);
        out.println("    no snapshot     " + Latencies.of(only(measured, meets.negate()), only(gaps, meets.negate())));
        out.println("    while snapshot  " + Latencies.of(only(measured, meets), only(gaps, meets)));
    }

    private static List<Sample> only(List<Sample> samples, Predicate<Sample> wanted) {
        return samples.stream().filter(wanted).toList();
    }

    private Request write() {
        return new SetDataRequest(anyZnode(), data(), -1);
    }

    private Request read() {
        return new GetDataRequest(anyZnode(), false);
    }

    private Request askCore() {
        return new CheckWatchesRequest("/", WatcherType.DATA.code());
    }

    private String anyZnode() {
        return path(ThreadLocalRandom.current().nextInt(znodes));
    }

    private static Request creates(int from, int to) {
        var creates = new ArrayList<Request>();
        for (int znode = from; znode < to; znode++) {
            creates.add(create(path(znode)));
        }
        return new MultiRequest(creates);
    }

    private static Request create(String path) {
        return new CreateRequest(OpCode.CREATE, path, data(), Acl.OPEN_UNSAFE, 0);
    }

    private static String parentOf(int znode) {
        return "/parent" + znode % PARENTS;
    }

    private static String path(int znode) {
        return parentOf(znode) + "/znode" + znode;
    }

    private static Bytes data() {
        var bytes = new byte[DATA_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    private static void requireOk(BlockingConnection connection, Request request) throws IOException {
        connection.send(request);
        requireOk(connection);
    }

    private static void requireOk(BlockingConnection connection) throws IOException {
        var reply = connection.receive();
        if (reply.err() != ErrorCode.OK.code()) {
            throw new IOException("a write was answered with error " + reply.err());
        }
    }

    private long newestSnapshotBytes() throws IOException {
        try (var files = Files.list(server.dataDir().resolve("version-2"))) {
            var newest = files.filter(file -> file.getFileName().toString().matches("snapshot\\.[0-9a-f]+"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
            return newest.isPresent() ? Files.size(newest.get()) : 0;
        }
    }

    private static List<Long> millisOf(List<Sample> stretches) {
        return stretches.stream()
                .map(each -> TimeUnit.NANOSECONDS.toMillis(each.nanos()))
                .toList();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
