/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FaultyProxyTest {
    private static final int A_MOMENT_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 60_000;

    private ServerSocket server;
    private FaultyProxy proxy;
    private Socket client;
    private Socket served;

    @BeforeEach
    void connectThroughTheProxy() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = FaultyProxy.before(server.getLocalPort(), 1);
        client = connect();
        served = accept();
        // The server's side accepts before the proxy knows that it is through; a fault strikes what it knows of.
        await().atMost(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).until(() -> proxy.connections() == 1);
    }

    @AfterEach
    void leaveNothing() throws IOException {
        client.close();
        served.close();
        proxy.close();
        server.close();
        // A connection that ends by itself is forgotten by the last act of its threads, which are then about to end.
        await().atMost(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("faulty-proxy")));
    }

    @Test
    void passesBytesOnInBothDirectionsWhateverTheirNumber() throws IOException {
        var bytes = new byte[1_000_000];
        new Random(1).nextBytes(bytes);
        var writer = new Thread(() -> write(client, bytes));
        writer.start();
        assertThat(served.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);

        say(served, "and back");
        assertHears(client, "and back");
    }

    @Test
    void theEndOfAStreamTravelsToo() throws IOException {
        say(client, "bye");
        client.shutdownOutput();
        assertHears(served, "bye");
        assertThat(served.getInputStream().read()).isNegative();
        say(served, "you too");
        assertHears(client, "you too");
        served.close();
        assertThat(client.getInputStream().read()).isNegative();
        await().atMost(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).until(() -> proxy.connections() == 0);
    }

    @Test
    void aCutResetsWhatIsOpenAndWelcomesWhatIsNew() throws IOException {
        proxy.strike(Fault.CUT);
        assertIsReset(client);
        assertIsReset(served);
        assertCanTalkAnew();
    }

    @Test
    void whileRefusingNobodyGetsThrough() throws IOException {
        proxy.strike(Fault.REFUSE);
        assertIsReset(client);
        try (var next = connect()) {
            assertIsReset(next);
        }
        proxy.heal();
        assertCanTalkAnew();
    }

    @Test
    void aStallKeepsWhatIsSentUntilItIsOver() throws IOException {
        proxy.strike(Fault.STALL);
        say(client, "late");
        assertHearsNothing(served);
        proxy.heal();
        assertHears(served, "late");
    }

    @Test
    void aBlackHoleSwallowsWhatIsSentAndResetsWhenItIsOver() throws IOException {
        proxy.strike(Fault.BLACK_HOLE);
        say(client, "lost");
        assertHearsNothing(served);
        proxy.heal();
        assertIsReset(served);
        assertIsReset(client);
        assertCanTalkAnew();
    }

    @Test
    void halfClosedToTheClientItMayStillSpeak() throws IOException {
        proxy.strike(Fault.HALF_CLOSE_TO_CLIENT);
        assertThat(client.getInputStream().read()).isNegative();
        say(served, "unheard");
        say(client, "still here");
        assertHears(served, "still here");
    }

    @Test
    void halfClosedToTheServerItMayStillSpeak() throws IOException {
        proxy.strike(Fault.HALF_CLOSE_TO_SERVER);
        assertThat(served.getInputStream().read()).isNegative();
        say(client, "unheard");
        say(served, "still here");
        assertHears(client, "still here");
    }

    @Test
    void aDelayKeepsTheOrder() throws IOException {
        proxy.strike(Fault.DELAY);
        say(client, "one ");
        say(client, "two ");
        say(client, "three");
        assertHears(served, "one two three");
    }

    @Test
    void withoutAServerTheClientIsReset() throws IOException {
        server.close();
        try (var next = connect()) {
            assertIsReset(next);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket accept() throws IOException {
        var socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void assertCanTalkAnew() throws IOException {
        try (var next = connect();
                var nextServed = accept()) {
            say(next, "hello");
            assertHears(nextServed, "hello");
        }
    }

    private static void say(Socket socket, String words) {
        write(socket, words.getBytes(US_ASCII));
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError("could not send " + bytes.length + " bytes", e);
        }
    }

    private static void assertHears(Socket socket, String words) throws IOException {
        assertThat(new String(socket.getInputStream().readNBytes(words.length()), US_ASCII))
                .isEqualTo(words);
    }

    private static void assertHearsNothing(Socket socket) throws IOException {
        socket.setSoTimeout(A_MOMENT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    private static void assertIsReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .isNotInstanceOf(SocketTimeoutException.class);
    }
}
