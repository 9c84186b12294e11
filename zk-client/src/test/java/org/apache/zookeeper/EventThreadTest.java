/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventThreadTest {
    private static final int PATIENCE_MILLIS = 60_000;

    private final EventThread eventThread = new EventThread("test-EventThread");
    private final Recorder told = new Recorder();

    @Test
    void runsTasksInTheirOrderOnOneThread() throws InterruptedException {
        for (String task : new String[] {"a", "b", "c"}) {
            eventThread.execute(() -> told.add(task));
        }
        assertThat(told.nextFromOneThread(3)).containsExactly("a", "b", "c");
    }

    @Test
    void runsWhatComesDuringATaskBehindWhatHasComeBefore() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var open = new CountDownLatch(1);
        eventThread.execute(() -> {
            begun.countDown();
            awaitUninterrupted(open);
        });
        begun.await();
        eventThread.execute(() -> told.add("a"));
        eventThread.execute(() -> {
            told.add("b");
            eventThread.execute(() -> told.add("d"));
        });
        eventThread.execute(() -> told.add("c"));
        open.countDown();

        assertThat(told.nextFromOneThread(4)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void goesOnAfterATaskHasThrownEvenAnError() throws InterruptedException {
        eventThread.execute(() -> {
            throw new IllegalStateException("as applications do");
        });
        eventThread.execute(() -> {
            throw new StackOverflowError("as applications do");
        });
        eventThread.execute(() -> told.add("still here"));
        assertThat(told.next()).isEqualTo("still here");
    }

    @Test
    void endsBehindTheTasksThatItWasGiven() throws InterruptedException {
        var open = new CountDownLatch(1);
        eventThread.execute(() -> awaitUninterrupted(open));
        eventThread.execute(() -> told.add("last"));
        eventThread.endWhenDone();
        assertThat(eventThread.awaitEnd(0)).isFalse();

        open.countDown();
        assertThat(eventThread.awaitEnd(PATIENCE_MILLIS)).isTrue();
        assertThat(told.next()).isEqualTo("last");
    }

    @Test
    void runsWhatComesAfterTheEndAndEndsAgain() throws InterruptedException {
        eventThread.endWhenDone();
        eventThread.execute(() -> {
            told.add("late");
            eventThread.execute(() -> told.add("later"));
        });
        assertThat(told.nextFromOneThread(2)).containsExactly("late", "later");
        assertThat(eventThread.awaitEnd(PATIENCE_MILLIS)).isTrue();
    }

    @Test
    void doesNotLetATaskWaitForItself() throws InterruptedException {
        eventThread.execute(() -> {
            try {
                told.add("ended: " + eventThread.awaitEnd(PATIENCE_MILLIS));
            } catch (InterruptedException e) {
                told.add("interrupted");
            }
        });
        assertThat(told.next()).isEqualTo("ended: false");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
