/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ElectionGreetingTest {
    private static final long VERSION_1 = -65_536;
    private static final String RELAY = "127.0.0.1:20001";

    @Test
    void theAddressIsReplacedAndWhatFollowsIsLeftAlone() throws IOException {
        assertThat(pass(greeting(VERSION_1, 3, "127.0.0.1:5000", "what follows")))
                .isEqualTo(greeting(VERSION_1, 3, RELAY, "what follows"));
    }

    @Test
    void anOpeningOfTheOldFormIsLeftAlone() throws IOException {
        var old = ByteBuffer.allocate(12).putLong(3).putInt(40).array();

        assertThat(pass(old)).isEqualTo(old);
    }

    @Test
    void aStreamThatEndsEarlyEnds() throws IOException {
        assertThat(pass(new byte[] {1, 2, 3})).containsExactly(1, 2, 3);
    }

    @Test
    void alsoByteByByte() throws IOException {
        var stream =
                new ElectionGreeting(new ByteArrayInputStream(greeting(VERSION_1, 3, "127.0.0.1:5000", "!")), RELAY);
        var read = new ByteArrayOutputStream();
        for (int next = stream.read(); next >= 0; next = stream.read()) {
            read.write(next);
        }

        assertThat(read.toByteArray()).isEqualTo(greeting(VERSION_1, 3, RELAY, "!"));
    }

    private static byte[] pass(byte[] bytes) throws IOException {
        return new ElectionGreeting(new ByteArrayInputStream(bytes), RELAY).readAllBytes();
    }

    private static byte[] greeting(long version, long sid, String address, String next) {
        return ByteBuffer.allocate(20 + address.length() + next.length())
                .putLong(version)
                .putLong(sid)
                .putInt(address.length())
                .put(address.getBytes(US_ASCII))
                .put(next.getBytes(US_ASCII))
                .array();
    }
}
