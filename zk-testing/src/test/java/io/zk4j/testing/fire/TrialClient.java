/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One client: it writes its node, follows others', and opens a new handle when its session has expired. */
final class TrialClient {
    private final Surroundings surroundings;
    private final int number;
    private final Writer writer;
    private volatile Handle handle;
    private int sessions;
    private volatile boolean isResting = true;

    TrialClient(Surroundings surroundings, int number) {
        this.surroundings = surroundings;
        this.number = number;
        this.writer = new Writer(surroundings.target(number), surroundings.violations());
        open();
    }

    private void open() {
        sessions++; // by the thread that makes this, and then, one after another, by those that see its sessions expire
        handle = Handle.open(
                surroundings,
                number,
                "client " + number + "." + sessions,
                () -> surroundings.threads().execute(this::open));
    }

    void rest(boolean rest) {
        isResting = rest;
    }

    /** Writes, unless it rests or has calls that are not answered yet. */
    void writeIfFree() {
        var current = handle;
        if (!isResting && current.goesOn() && !current.hasOpenCalls()) {
            writer.burst(current);
        }
    }

    /** Why it is not quiet; null if it is connected and all its calls are answered. */
    String disquiet() {
        var current = handle;
        return current.isConnected() && !current.hasOpenCalls() ? null : current.describe();
    }

    long sessionId() {
        return handle.zooKeeper().getSessionId();
    }

    CompletableFuture<Writer.Mark> mark() {
        return writer.mark(() -> handle);
    }

    String laggard(List<Writer.Mark> marks) {
        return handle.laggard(marks);
    }

    void checkPersistentEvents(List<Writer.Mark> marks) {
        handle.checkPersistentEvents(marks);
    }

    void close(Duration patience) throws InterruptedException {
        handle.close(patience);
    }
}
