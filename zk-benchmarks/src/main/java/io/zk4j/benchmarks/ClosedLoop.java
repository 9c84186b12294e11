/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.protocol.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A client that sends its next request when the last one has been answered, and keeps how long each took. One thread. */
final class ClosedLoop {
    private final int port;
    private final Supplier<Request> requests;
    private final int expectedError;
    private final long restMicros;

    /**
     * @param requests one after the other
     * @param expectedError what each reply carries; anything else ends the loop
     * @param restMicros between a reply and the next request
     */
    ClosedLoop(int port, Supplier<Request> requests, int expectedError, long restMicros) {
        this.port = port;
        this.requests = requests;
        this.expectedError = expectedError;
        this.restMicros = restMicros;
    }

    /** Goes on until told to stop; returns what it measured, oldest first. */
    List<Sample> run(BooleanSupplier stop) throws IOException {
        var samples = new ArrayList<Sample>();
        try (var connection = BlockingConnection.open(port)) {
            while (!stop.getAsBoolean()) {
                var request = requests.get();
                long start = System.nanoTime();
                var reply = connection.call(request);
                samples.add(new Sample(start, System.nanoTime()));
                if (reply.err() != expectedError) {
                    throw new IOException(request + " was answered with error " + reply.err());
                }
                if (restMicros > 0) {
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(restMicros));
                }
            }
        }
        return samples;
    }
}
