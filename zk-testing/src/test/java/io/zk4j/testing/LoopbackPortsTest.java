/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    @Test
    void nobodyElseGetsAPortThatIsClaimed() {
        try (var mine = LoopbackPorts.claim(20);
                var yours = LoopbackPorts.claim(20)) {
            assertThat(mine.all()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(yours.all());
        }
    }

    @Test
    void aPortInUseIsNotGivenOut() throws IOException {
        int next;
        try (var probe = LoopbackPorts.claim(1)) {
            next = probe.get(0) + 1;
        }
        try (var user = new ServerSocket(next, 1, InetAddress.getLoopbackAddress());
                var ports = LoopbackPorts.claim(3)) {
            assertThat(ports.all()).doesNotContain(user.getLocalPort());
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        var ports = LoopbackPorts.claim(1);
        ports.close();
        assertThatCode(ports::close).doesNotThrowAnyException();
    }
}
