/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.protocol.Bytes;
import java.nio.ByteBuffer;

/** Curator's format of an {@code int}: four bytes, the highest first; pure. */
final class IntFormat {
    private IntFormat() {}

    static Bytes encode(int number) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    static int decode(Bytes data) {
        if (data.length() != Integer.BYTES) {
            throw DistributedAtomicNumber.notANumber(data, "the four of an int");
        }
        return ByteBuffer.wrap(data.toArray()).getInt();
    }
}
