/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopbackPortsTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private enum Way {
        AS_LINUX_ALLOWS,
        AS_OTHER_SYSTEMS_DO;

        LoopbackPorts claim(int count) {
            return this == AS_LINUX_ALLOWS ? LoopbackPorts.claim(count) : LoopbackPorts.claimByUdp(count);
        }
    }

    /** Of 28,000 ports that there are, 300 are held: if the kernel gave them away, it would do so a hundred times here. */
    @ParameterizedTest
    @EnumSource
    void theKernelGivesAPortThatIsHeldToNobodyElse(Way way) throws IOException {
        try (var ports = way.claim(300)) {
            var held = new HashSet<>(ports.all());
            assertThat(held).hasSize(300);
            for (int i = 0; i < 10_000; i++) {
                try (var other = new ServerSocket(0, 1, LOOPBACK)) {
                    assertThat(held).doesNotContain(other.getLocalPort());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerListensOnAPortThatIsHeldAndEndsAndListensAgain(Way way) throws IOException {
        try (var ports = way.claim(1)) {
            for (int round = 0; round < 3; round++) {
                assertThat(ports.listenedOn()).isEmpty();
                assertThatThrownBy(() -> connect(ports.get(0)).close()).isInstanceOf(ConnectException.class);
                try (var server = new ServerSocket(ports.get(0), 1, LOOPBACK);
                        var client = connect(ports.get(0));
                        var accepted = server.accept()) {
                    assertThat(accepted.getRemoteSocketAddress()).isEqualTo(client.getLocalSocketAddress());
                    assertThat(ports.listenedOn()).containsExactly(ports.get(0));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void portsThatAreHeldDifferAndAreFreeAfterwards(Way way) throws IOException {
        int port;
        try (var mine = way.claim(20);
                var yours = way.claim(20)) {
            assertThat(mine.all()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(yours.all());
            port = mine.get(0);
        }
        try (var socket = new Socket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
        }
    }

    @Test
    void whoeverWantsAHeldPortForItselfAloneIsRefused() throws IOException {
        try (var ports = LoopbackPorts.claim(1);
                var socket = new Socket()) {
            socket.setReuseAddress(false);
            assertThatThrownBy(() -> socket.bind(new InetSocketAddress(LOOPBACK, ports.get(0))))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        var ports = LoopbackPorts.claim(1);
        ports.close();
        assertThatCode(ports::close).doesNotThrowAnyException();
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(LOOPBACK, port);
    }
}
