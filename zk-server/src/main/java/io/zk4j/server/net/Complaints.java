/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.zk4j.server.core.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * The log lines that strangers can cause: so many per second, and then a count of those left out, so that whoever knocks
 * at the port in a loop cannot fill the disk. Thread-safe.
 */
public final class Complaints {
    private static final int LINES_PER_SECOND_MAX = 20;
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Logger log;
    private final Clock clock;
    private final AtomicLong secondStartedNanos;
    private final AtomicInteger lines = new AtomicInteger();

    public Complaints(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.secondStartedNanos = new AtomicLong(clock.nanos());
    }

    void log(String format, Object... arguments) {
        long now = clock.nanos();
        long started = secondStartedNanos.get();
        if (now - started >= SECOND_NANOS && secondStartedNanos.compareAndSet(started, now)) {
            int leftOut = lines.getAndSet(0) - LINES_PER_SECOND_MAX;
            if (leftOut > 0) {
                log.warn("{} more lines like these were left out", leftOut);
            }
        }
        if (lines.incrementAndGet() <= LINES_PER_SECOND_MAX) {
            log.warn(format, arguments);
        }
    }
}
