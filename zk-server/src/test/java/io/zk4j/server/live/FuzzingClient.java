/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Sends broken frames in bundles and checks that each is answered in its turn. Its connections end in every way there is, and
 * some sessions are taken up again.
 */
final class FuzzingClient {
    private static final int BUNDLE = 60;
    private static final int BUNDLES_PER_CONNECTION = 25;
    private static final int TIMEOUT_MILLIS = 4_000;

    private final int port;
    private final long seed;
    private final Executor senders;
    private final Random random;
    private final BrokenFrames frames;
    private RawClient client;
    private int xid;

    FuzzingClient(int port, long seed, Executor senders) {
        this.port = port;
        this.seed = seed;
        this.senders = senders;
        this.random = new Random(seed);
        this.frames = new BrokenFrames(seed);
    }

    /**
     * Sends so many.
     *
     * @param afterEachBundle called while answers are still under way
     */
    void send(int count, Runnable afterEachBundle) {
        connect(null);
        for (int sent = 0; sent < count; sent += BUNDLE) {
            boolean isLast = random.nextInt(BUNDLES_PER_CONNECTION) == 0;
            bundle(isLast, afterEachBundle);
            if (isLast) {
                client.close();
                connect(random.nextBoolean() ? client : null);
            }
        }
        client.close();
    }

    private void bundle(boolean isLast, Runnable then) {
        var out = Unpooled.buffer();
        int first = xid + 1;
        for (int i = 0; i < BUNDLE; i++) {
            var frame = frames.next(++xid);
            out.writeBytes(frame);
        }
        if (isLast) {
            out.writeBytes(frames.last(++xid));
        }
        var sending = CompletableFuture.runAsync(() -> client.send(out), senders);
        then.run();
        if (isLast && random.nextBoolean()) {
            leave(sending); // without looking at the answers
            return;
        }
        int answered = answersInTurn(first);
        if (!isLast) {
            assertThat(answered).as("seed %d, answers from %d on", seed, first).isEqualTo(BUNDLE);
            sending.join();
        } else {
            sending.exceptionally(broken -> null).join();
        }
    }

    /** Counts the answers until the bundle or the connection is at its end. */
    private int answersInTurn(int first) {
        for (int i = 0; i < BUNDLE; i++) {
            int answered;
            try {
                answered = nextXid();
            } catch (UncheckedIOException closed) {
                return i;
            }
            if (answered == first + BUNDLE) {
                return i; // a failed authentication is answered on arrival and ends the connection
            }
            assertThat(answered).as("seed %d, frame %d", seed, first + i).isIn(first + i, Xid.PING);
        }
        return BUNDLE;
    }

    private void leave(CompletableFuture<Void> sending) {
        try {
            client.socket().setSoLinger(random.nextBoolean(), 0);
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sending.exceptionally(broken -> null).join();
    }

    private int nextXid() {
        int next;
        do {
            next = ReplyHeader.decode(new WireReader(client.frame())).xid();
        } while (next == Xid.NOTIFICATION);
        return next;
    }

    private void connect(RawClient before) {
        client = new RawClient(port);
        if (before == null) {
            client.handshake(0, TIMEOUT_MILLIS, 0, null);
        } else {
            client.handshake(0, TIMEOUT_MILLIS, before.sessionId, before.password);
            if (client.sessionId == 0) { // it has been closed by one of its own frames, or has expired
                client.close();
                connect(null);
            }
        }
    }
}
