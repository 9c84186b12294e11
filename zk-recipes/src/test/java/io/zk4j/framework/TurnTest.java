/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A turn that takes steps at once, a clock in hand, and an executor that does what it has been given when it is told to. */
class TurnTest {
    private static final Duration LONG = Duration.ofMillis(2);

    private final List<Runnable> given = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final Clock clock = new Clock();
    private final Turn turn = Turn.atOnce(given::add, clock);

    /** Rings when it is told to. */
    private static final class Clock implements Timers {
        private final List<Runnable> bells = new ArrayList<>();
        private long nanos;

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            bells.add(task);
            return () -> bells.remove(task);
        }

        void ring() {
            var due = List.copyOf(bells);
            bells.clear();
            due.forEach(Runnable::run);
        }
    }

    private void runWhatWasGiven() {
        var all = List.copyOf(given);
        given.clear();
        all.forEach(Runnable::run);
    }

    @Test
    void aStepIsTakenByTheThreadThatHandsItIn() {
        turn.execute(() -> taken.add(Thread.currentThread().getName() + " " + turn.isMine()));

        assertThat(taken).containsExactly(Thread.currentThread().getName() + " true");
        assertThat(turn.isMine()).isFalse();
        assertThat(given).isEmpty();
    }

    @Test
    void whatAStepHandsInIsTakenBehindIt() {
        turn.execute(() -> {
            turn.execute(() -> taken.add("second"));
            taken.add("first");
        });

        assertThat(taken).containsExactly("first", "second");
    }

    @Test
    void aStepThatEndsWithAnErrorKeepsNobodyWaiting() {
        turn.execute(() -> {
            throw new AssertionError("a bug of the application");
        });
        turn.execute(() -> taken.add("next"));

        assertThat(taken).containsExactly("next");
        assertThat(turn.isMine()).isFalse();
    }

    @Test
    void whileOneThreadTakesStepsItTakesThoseOfOthersToo() throws Exception {
        var begun = new CountDownLatch(1);
        var handedIn = new CountDownLatch(1);
        var taker = new Thread(() -> turn.execute(() -> {
            begun.countDown();
            awaitUninterrupted(handedIn);
        }));
        taker.start();
        begun.await();
        var byThread = new ArrayList<Thread>();
        turn.execute(() -> byThread.add(Thread.currentThread()));
        assertThat(byThread).isEmpty();

        handedIn.countDown();
        taker.join();

        assertThat(byThread).containsExactly(taker);
    }

    @Test
    void aThreadIsNotKeptForLongByTheStepsOfOthers() {
        turn.execute(() -> {
            turn.execute(() -> taken.add("second"));
            turn.execute(() -> taken.add("third"));
            clock.nanos += LONG.toNanos();
            taken.add("first");
        });
        assertThat(taken).containsExactly("first");
        assertThat(turn.isMine()).isFalse();

        runWhatWasGiven();

        assertThat(taken).containsExactly("first", "second", "third");
    }

    @Test
    void whatIsTakenApartIsForTheExecutorAndKeepsItsPlace() {
        turn.execute(() -> {
            turn.apart(() -> taken.add("second"));
            turn.execute(() -> taken.add("third"));
            taken.add("first");
        });
        assertThat(taken).containsExactly("first");

        runWhatWasGiven();

        assertThat(taken).containsExactly("first", "second", "third");
    }

    @Test
    void theThreadThatRingsTakesNoSteps() {
        var forgotten = turn.after(LONG, () -> taken.add("forgotten"));
        turn.after(LONG, () -> taken.add("due"));
        forgotten.close();
        clock.ring();
        assertThat(taken).isEmpty();

        runWhatWasGiven();

        assertThat(taken).containsExactly("due");
    }

    @Test
    void oneTimerServesAllWhoWaitForARound() {
        var rounds = new Rounds(turn, LONG);
        rounds.join(() -> taken.add("stays"));
        var left = rounds.join(() -> taken.add("left"));
        left.close();
        assertThat(clock.bells).hasSize(1);
        clock.ring();
        runWhatWasGiven();
        assertThat(taken).containsExactly("stays");

        rounds.join(() -> taken.add("next"));
        clock.ring();
        runWhatWasGiven();

        assertThat(taken).containsExactly("stays", "next");
    }

    @Test
    void noThreadIsWokenForARoundThatNobodyWaitsForAnyMore() {
        var rounds = new Rounds(turn, LONG);
        rounds.join(() -> taken.add("left")).close();
        clock.ring();
        assertThat(given).isEmpty();

        rounds.join(() -> taken.add("next"));
        clock.ring();
        runWhatWasGiven();

        assertThat(taken).containsExactly("next");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
