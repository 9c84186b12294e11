/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.load.WireConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a server that is just starting. */
final class FirstReply {
    private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long ANSWER_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);
    /** Of the time until then: a machine on which a start takes long also takes long to answer. */
    private static final int ANSWER_PART = 10;

    private FirstReply() {}

    /**
     * Asks for a session until one is granted, and returns how long that took.
     *
     * @throws IOException if there is none within the patience
     */
    static double secondsUntil(int port, Duration patience) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            long answerNanos = Math.max(ANSWER_NANOS_MIN, (System.nanoTime() - begun) / ANSWER_PART);
            try {
                var session = WireConnection.open(port, Duration.ofNanos(answerNanos));
                double seconds = (System.nanoTime() - begun) / 1e9;
                session.close();
                return seconds;
            } catch (IOException e) {
                if (System.nanoTime() - begun > patience.toNanos()) {
                    throw new IOException("no session on port " + port + " within " + patience, e);
                }
                LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
            }
        }
    }
}
