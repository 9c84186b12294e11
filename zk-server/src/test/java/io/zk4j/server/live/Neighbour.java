/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetChildrenRequest;
import io.zk4j.protocol.GetChildrenResponse;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.StatResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that behaves well next to others that do not: it reads, writes and watches on its own thread, checks each answer
 * and event, and notes how long it waited.
 */
final class Neighbour implements AutoCloseable {
    private static final int CALLS_MAX = 1_000_000;
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final RawClient client;
    private final String path;
    private final int[] waitedMicros = new int[CALLS_MAX];
    private final CompletableFuture<Void> living;
    private volatile boolean over; // set by the test, read by the thread of this client
    private volatile int calls; // written by that thread only

    Neighbour(ServerFixture server, String path) {
        this.client = server.client();
        this.path = path;
        assertThat(client.call(create(path)).err()).isZero();
        this.living = CompletableFuture.runAsync(this::live);
    }

    /** Ends it and returns how long its calls took; fails if anything was not as it should be. */
    Waits stop() {
        over = true;
        living.join();
        var sorted = Arrays.copyOf(waitedMicros, calls);
        Arrays.sort(sorted);
        return new Waits(
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                sorted[sorted.length - 1]);
    }

    private void live() {
        for (int round = 1; !over && calls < CALLS_MAX; round++) {
            long started = System.nanoTime();
            setAndReadBack(round);
            long waited = (System.nanoTime() - started) / 1_000;
            waitedMicros[calls] = (int) Math.min(waited, Integer.MAX_VALUE);
            int done = calls + 1;
            calls = done;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** One pipelined bundle: whatever comes must be this, in this order. */
    private void setAndReadBack(int round) {
        var value = Bytes.ofUtf8("round " + round);
        client.send(
                new GetDataRequest(path, true),
                new SetDataRequest(path, value, round - 1),
                new GetDataRequest(path, false),
                create(path + "/child"),
                new GetChildrenRequest(path, false),
                new DeleteRequest(path + "/child", -1));
        assertThat(client.reply().body()).isInstanceOf(GetDataResponse.class);
        var event = client.event();
        assertThat(event.type()).isEqualTo(EventType.NODE_DATA_CHANGED.code());
        assertThat(event.path()).isEqualTo(path);
        assertThat(((StatResponse) client.reply().body()).stat().version()).isEqualTo(round);
        assertThat(((GetDataResponse) client.reply().body()).data()).isEqualTo(value);
        assertThat(client.reply().err()).isZero();
        assertThat(((GetChildrenResponse) client.reply().body()).children()).containsExactly("child");
        assertThat(client.reply().err()).isZero();
    }

    private static CreateRequest create(String path) {
        return new CreateRequest(OpCode.CREATE, path, Bytes.EMPTY, Acl.OPEN_UNSAFE, 0);
    }

    @Override
    public void close() {
        over = true;
        client.close();
    }

    /** How long the bundles of requests took, in microseconds. */
    record Waits(int bundles, int median, int percentile99, int longest) {}
}
