/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A worker's connection to the referee: says a line, and waits for the answer.
 *
 * <p>Uses nothing but the JDK, as do {@link Contender} and {@link Worker}: Curator's contender is compiled with them.
 */
public final class RefereeLine implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    RefereeLine(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Says something; returns the answer. A contender whose referee has gone has no business any more, and ends. */
    public String say(Object... words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        try {
            socket.getOutputStream().write(line.append('\n').toString().getBytes(UTF_8));
            var answer = in.readLine();
            if (answer != null) {
                return answer;
            }
        } catch (IOException gone) {
            // as good as an end of the input
        }
        Runtime.getRuntime().halt(2);
        throw new IllegalStateException("the referee has gone");
    }

    /** Whether to play another round, and which. */
    public String next() {
        return say("WANT");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
