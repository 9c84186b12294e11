/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.zk4j.client.session.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WriteInquiryTest {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long SHORT_MILLIS = 100;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket listening;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listening.close();
        threads.shutdownNow();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** A server that says this to the first word it hears, and closes. */
    private HostPort serverThatSays(String answer) {
        var heard = CompletableFuture.runAsync(
                () -> {
                    try (var connection = listening.accept()) {
                        assertThat(connection.getInputStream().readNBytes(4)).isEqualTo("isro".getBytes(US_ASCII));
                        connection.getOutputStream().write(answer.getBytes(US_ASCII));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                threads);
        assertThat(heard).isNotCancelled();
        return new HostPort("127.0.0.1", listening.getLocalPort());
    }

    private boolean ask(HostPort server, long timeoutMillis) {
        return ask(server, timeoutMillis, Transport.plain(), threads);
    }

    private boolean ask(HostPort server, long timeoutMillis, Transport transport, Executor blocking) {
        var answer = new CompletableFuture<Boolean>();
        new WriteInquiry(loops.next(), blocking, transport, server, (who, writable) -> answer.complete(writable))
                .ask(timeoutMillis);
        return answer.join();
    }

    @Test
    void aServerThatSaysSoServesWrites() {
        assertThat(ask(serverThatSays("rw"), PATIENCE_MILLIS)).isTrue();
    }

    @Test
    void anyOtherAnswerIsNone() {
        assertThat(ask(serverThatSays("ro"), PATIENCE_MILLIS)).isFalse();
        assertThat(ask(serverThatSays("isro is not executed because it is not in the whitelist.\n"), PATIENCE_MILLIS))
                .isFalse();
        assertThat(ask(serverThatSays(""), PATIENCE_MILLIS)).isFalse();
    }

    @Test
    void silenceIsAnAnswerWhenTheTimeIsOver() {
        // The kernel takes the connection, and nobody ever reads from it.
        assertThat(ask(new HostPort("127.0.0.1", listening.getLocalPort()), SHORT_MILLIS))
                .isFalse();
    }

    @Test
    void whatCannotBeReachedDoesNotServeWrites() throws IOException {
        listening.close();
        assertThat(ask(new HostPort("127.0.0.1", listening.getLocalPort()), PATIENCE_MILLIS))
                .isFalse();

        var nowhere = new Transport(
                server -> {
                    throw new UnknownHostException(server.host());
                },
                null,
                null);
        assertThat(ask(new HostPort("nowhere", 1), PATIENCE_MILLIS, nowhere, threads))
                .isFalse();
    }

    @Test
    void anOverloadedClientAsksLater() {
        assertThat(ask(
                        new HostPort("127.0.0.1", listening.getLocalPort()),
                        PATIENCE_MILLIS,
                        Transport.plain(),
                        task -> {
                            throw new RejectedExecutionException("full");
                        }))
                .isFalse();
    }
}
