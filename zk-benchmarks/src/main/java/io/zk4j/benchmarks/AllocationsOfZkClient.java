/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks;

import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;

/** Measures {@link ZkClient}. Runs in a JVM of its own. */
final class AllocationsOfZkClient {
    private static final String PATH = "/asynchronous-client";

    private AllocationsOfZkClient() {}

    /** Takes the connect string, and the bytes of data in the znode. */
    public static void main(String[] arguments) throws Exception {
        try (var zk = ZkClient.builder(arguments[0]).callbacksOn(Runnable::run).open()) {
            var data = Bytes.wrap(new byte[Integer.parseInt(arguments[1])]);
            if (zk.exists(PATH).toCompletableFuture().join().isEmpty()) {
                zk.create(PATH, data).toCompletableFuture().join();
            }
            measure(zk, data);
        }
    }

    private static void measure(ZkClient zk, Bytes data) throws Exception {
        var bytes = new AllocatedBytes();
        bytes.oneByOne("get", () -> zk.get(PATH).toCompletableFuture().join());
        bytes.oneByOne("exists", () -> zk.exists(PATH).toCompletableFuture().join());
        bytes.oneByOne("set", () -> zk.set(PATH, data).toCompletableFuture().join());
        bytes.pipelined("get", answered -> zk.get(PATH).thenRun(answered));
        bytes.pipelined("exists", answered -> zk.exists(PATH).thenRun(answered));
        bytes.pipelined("set", answered -> zk.set(PATH, data).thenRun(answered));
    }
}
