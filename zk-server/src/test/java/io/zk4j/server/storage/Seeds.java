/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import java.util.stream.LongStream;

/** Seeds for repeated tests: as many as a build can afford, or the full count; the seed shows in the test's name. */
final class Seeds {
    private Seeds() {}

    static LongStream of(int build, int soak) {
        return LongStream.range(0, "soak".equals(System.getProperty("zk4j.dose", "build")) ? soak : build);
    }
}
