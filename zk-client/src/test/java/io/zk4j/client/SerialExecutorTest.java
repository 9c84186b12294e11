/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(120)
class SerialExecutorTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void runsOneAtATimeAndInOrderOnManyThreads() throws InterruptedException {
        var serial = new SerialExecutor(threads, Duration.ofMinutes(1));
        var seen = new ArrayList<Integer>(); // Not thread-safe: that is the point.
        var done = new CountDownLatch(10_000);

        for (int i = 0; i < 10_000; i++) {
            int number = i;
            serial.execute(() -> {
                seen.add(number);
                done.countDown();
            });
        }

        done.await();
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void runsOnTheCallersThreadRatherThanNotAtAll() {
        var ran = new ArrayList<String>();
        var serial = new SerialExecutor(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                Duration.ofMinutes(1));

        serial.execute(() -> ran.add("first"));
        serial.execute(() -> ran.add("second"));

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void aCallbackThatEndsWithAnErrorKeepsNobodyWaiting() throws InterruptedException {
        var serial = new SerialExecutor(threads, Duration.ofMinutes(1));
        var done = new CountDownLatch(1);

        serial.execute(() -> {
            throw new AssertionError("a bug of the application");
        });
        serial.execute(done::countDown);

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void reportsACallbackThatBlocksWithItsStack() {
        var logger = (Logger) LoggerFactory.getLogger(SerialExecutor.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        logger.addAppender(lines);
        var release = new CountDownLatch(1);
        try {
            var serial = new SerialExecutor(threads, Duration.ofMillis(20));
            serial.execute(() -> blockUntil(release));
            serial.execute(() -> {});

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(List.copyOf(lines.list))
                            .anySatisfy(line -> assertThat(line.getFormattedMessage())
                                    .contains("blocks 1 others", "SerialExecutorTest.blockUntil")));
        } finally {
            release.countDown();
            logger.detachAppender(lines);
        }
    }

    private static void blockUntil(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
