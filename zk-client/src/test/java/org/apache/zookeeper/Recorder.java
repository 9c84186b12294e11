/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What watchers and callbacks were told, in the order in which it happened, with the thread that told it. */
final class Recorder {
    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private record Told(String what, Thread thread) {}

    void add(String what) {
        told.add(new Told(what, Thread.currentThread()));
    }

    /** A watcher that records under a name. */
    Watcher watcher(String name) {
        return event -> add(name + " " + event.getState() + " " + event.getType() + " " + event.getPath());
    }

    /** The next thing told, waiting for it. */
    String next() throws InterruptedException {
        Told next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("something should be told").isNotNull();
        return next.what();
    }

    /** The next things told, and that one thread has told them all. */
    List<String> nextFromOneThread(int count) throws InterruptedException {
        var whats = new ArrayList<String>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < count; i++) {
            Told next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("after %s something more should be told", whats).isNotNull();
            whats.add(next.what());
            threads.add(next.thread());
        }
        assertThat(threads).allMatch(thread -> thread == threads.get(0));
        return whats;
    }

    boolean isEmpty() {
        return told.isEmpty();
    }
}
