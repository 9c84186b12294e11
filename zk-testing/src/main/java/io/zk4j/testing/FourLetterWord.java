/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server one of its four-letter words ({@code ruok}, {@code srvr}, …), as {@code echo ruok | nc} does. */
public final class FourLetterWord {
    private FourLetterWord() {}

    /**
     * Sends the word to a port of the loopback address and returns all that comes back.
     *
     * @throws IOException if nobody listens, or the answer is not complete within the patience
     */
    public static String ask(int port, String word, Duration patience) throws IOException {
        try (var socket = new Socket()) {
            int millis = (int) patience.toMillis();
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
