/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Xid;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests of all kinds with broken tails, wrong lengths and flipped bits, over connections that end at any point: each gets
 * its answer in its turn, nobody else notices, and nothing is left of it afterwards.
 */
class FuzzedFramesTest {
    private static final int FRAMES = Dose.of(20_000, 1_000_000);
    private static final int CLIENTS = 3;
    private static final long SEED = 20261123;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final long DIRECT_BYTES_MAX = 256 << 20;
    private static final long DIRECT_BYTES_LEFT_MAX = 1 << 20;
    private static final long HEAP_BYTES_LEFT_MAX = 48 << 20;

    @TempDir
    Path dataDir;

    @Test
    void eachIsAnsweredInItsTurnAndNobodyElseNotices(TestReporter reporter) throws Exception {
        try (var server = new ServerFixture(
                        dataDir,
                        config -> config.forceSync(false)
                                .maxClientCnxns(0)
                                .tickMillis(500)
                                .maxSessionTimeoutMillis(60_000)
                                .set(
                                        "DigestAuthenticationProvider.superDigest",
                                        "super:xQJmxLMiHGwaqBvst5y6rkB6HQs="));
                var neighbour = new Neighbour(server, "/neighbour")) {
            clean(server);
            long heapBefore = heapBytes();
            long directBefore = directBytes();
            var directMost = new AtomicLong();
            long started = System.nanoTime();

            fuzz(server, directMost);

            double seconds = (System.nanoTime() - started) / 1e9;
            assertThat(server.failure()).as("the reason why the server stopped").isEmpty();
            clean(server);
            await("all connections but the neighbour's and the asking one are gone")
                    .atMost(1, MINUTES)
                    .until(() -> server.metric("num_alive_connections") == 2
                            && server.metric("global_sessions") == 1
                            && server.metric("watch_count") <= 1
                            && server.metric("outstanding_requests") <= 6);
            var waits = neighbour.stop();
            long heapLeft = heapBytes() - heapBefore;
            await().atMost(1, MINUTES)
                    .untilAsserted(() -> assertThat(directBytes() - directBefore)
                            .as("direct memory left")
                            .isLessThan(DIRECT_BYTES_LEFT_MAX));
            reporter.publishEntry(
                    "figures",
                    "%d frames in %.1f s; most direct memory %d KiB; heap left %d KiB; neighbour's microseconds %s"
                            .formatted(FRAMES, seconds, directMost.get() >> 10, heapLeft >> 10, waits));
            assertThat(Duration.ofNanos(waits.longest() * 1_000L))
                    .as("the neighbour's longest wait")
                    .isLessThan(LONGEST_WAIT);
            assertThat(directMost.get()).as("most direct memory in use").isLessThan(DIRECT_BYTES_MAX);
            assertThat(heapLeft).as("heap left").isLessThan(HEAP_BYTES_LEFT_MAX);
        }
    }

    private static void fuzz(ServerFixture server, AtomicLong directMost) {
        var threads = Executors.newCachedThreadPool();
        try {
            var clients = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < CLIENTS; i++) {
                var client = new FuzzingClient(server.port(), SEED + i, threads);
                clients.add(CompletableFuture.runAsync(
                        () -> client.send(FRAMES / CLIENTS + 1, () -> {
                            directMost.accumulateAndGet(directBytes(), Math::max);
                        }),
                        threads));
            }
            CompletableFuture.allOf(clients.toArray(new CompletableFuture<?>[0]))
                    .join();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Brings the area in which the frames do something back to its beginning, whatever its permissions are by now. */
    private static void clean(ServerFixture server) {
        try (var admin = server.client()) {
            var auth = Unpooled.buffer();
            Frames.writeRequest(
                    auth, Xid.AUTH, new AuthRequest(0, "digest", Bytes.wrap("super:admin".getBytes(US_ASCII))));
            admin.send(auth);
            assertThat(((RawClient.Reply) admin.next()).err()).isZero();
            delete(admin, BrokenFrames.AREA);
            var area = new CreateRequest(OpCode.CREATE, BrokenFrames.AREA, Bytes.EMPTY, Acl.OPEN_UNSAFE, 0);
            assertThat(admin.call(area).err()).isZero();
            admin.call(new CloseSessionRequest());
        }
    }

    private static void delete(RawClient admin, String path) {
        if (admin.call(new GetChildrenRequest(path, false)).body() instanceof GetChildrenResponse there) {
            for (var child : there.children()) {
                delete(admin, path + "/" + child);
            }
            admin.call(new DeleteRequest(path, -1));
        }
    }

    private static long directBytes() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
