/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.zk4j.server.guard.ConnectionGuard;
import io.zk4j.server.quorum.membership.Membership;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostNamesOfPeersTest {
    private static final long LEADER = 2;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int PACKET_BYTES_MAX = 1_000;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicReference<InetAddress> answer = new AtomicReference<>(InetAddress.getLoopbackAddress());
    private ServerSocket before;
    private ServerSocket after;
    private QuorumLinks links;

    @BeforeEach
    void aLeaderWhoseNameStandsForTheFirstOfTwoMachines() throws IOException {
        before = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"));
        after = new ServerSocket(before.getLocalPort(), 1, InetAddress.getByName("127.0.0.3"));
        before.setSoTimeout(PATIENCE_MILLIS);
        after.setSoTimeout(PATIENCE_MILLIS);
        answer.set(before.getInetAddress());
        var members = Membership.parse("server.2=leader.example:" + before.getLocalPort() + ":1:participant");
        var directory = new Directory(members, null, Runnable::run, this::addressesOf);
        var settings = new NetworkSettings(
                1, PATIENCE_MILLIS, PATIENCE_MILLIS, PATIENCE_MILLIS, PACKET_BYTES_MAX, false, 1, false, false);
        links = new QuorumLinks(
                settings,
                directory,
                loops,
                input -> {},
                zxid -> {
                    throw new IOException("no snapshot is expected");
                },
                ConnectionGuard.NONE);
    }

    private InetAddress[] addressesOf(String host) throws UnknownHostException {
        if (!host.equals("leader.example")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {answer.get()};
    }

    @AfterEach
    void stop() throws IOException {
        links.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        before.close();
        after.close();
    }

    @Test
    void aLeaderThatHasMovedIsFoundAtItsNewAddressAtTheNextTry() throws IOException {
        links.connectToLeader(LEADER);
        before.accept().close();

        answer.set(after.getInetAddress());
        links.connectToLeader(LEADER);

        try (var connection = after.accept()) {
            assertThat(connection.getLocalAddress()).isEqualTo(after.getInetAddress());
        }
    }
}
