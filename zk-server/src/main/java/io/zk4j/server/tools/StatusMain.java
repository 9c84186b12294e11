/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.ConfigException;
import io.zk4j.server.ServerConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** Behind {@code zkServer.sh status}: asks the server of a {@code zoo.cfg} for its mode. Ends with 1 if it does not answer. */
public final class StatusMain {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int NO_ANSWER = 1;
    private static final int REFUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    private final Duration patience;

    /** Asks with {@code patience} for the connection, and again for the answer. */
    StatusMain(PrintStream out, PrintStream err, Duration patience) {
        this.out = out;
        this.err = err;
        this.patience = patience;
    }

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: StatusMain zoo.cfg");
            System.exit(REFUSED);
        }
        System.exit(
                new StatusMain(System.out, System.err, PATIENCE).run(Path.of(arguments[0]), System.getProperties()));
    }

    int run(Path file, Properties system) {
        try {
            var config = ServerConfig.loadToAsk(file, system);
            if (config.noMember() != null) {
                err.println("NOTE " + config.noMember());
            }
            var address = clientAddress(config);
            out.println("Client port found: " + address.getPort() + ". Client address: " + address.getHostString()
                    + ". Client SSL: false.");
            return report(address);
        } catch (ConfigException e) {
            e.problems().forEach(problem -> err.println("ERROR " + problem));
            return REFUSED;
        }
    }

    private static InetSocketAddress clientAddress(ServerConfig config) throws ConfigException {
        var member = config.members().member(config.serverId());
        if (config.clientPort() > 0) {
            var host = Optional.ofNullable(config.clientPortAddress()).orElse("localhost");
            return new InetSocketAddress(host, config.clientPort());
        }
        if (member != null && member.client() != null) {
            return new InetSocketAddress("localhost", member.client().port());
        }
        var port = config.clientPort() == ServerConfig.NO_PORT ? "not set" : String.valueOf(config.clientPort());
        throw new ConfigException(
                "clientPort is " + port + ", so nobody but the server knows its port; look for it in the"
                        + " server's log, or set clientPort.");
    }

    private int report(InetSocketAddress address) {
        var place = address.getHostString() + ":" + address.getPort();
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            return report(place, socket);
        } catch (IOException e) {
            return noAnswer("It is probably not running. (" + place + ": " + e.getMessage() + ")");
        }
    }

    private int report(String place, Socket connected) {
        String answer;
        try {
            answer = ask(connected, "srvr");
        } catch (IOException e) {
            return noAnswer("Something took the connection at " + place + ", but did not answer (" + e.getMessage()
                    + "): the server hangs or is overloaded, or the port is another program's.");
        }
        var mode = answer.lines().filter(line -> line.startsWith("Mode:")).findFirst();
        if (mode.isEmpty()) {
            return noAnswer("It runs, but does not tell its mode. (It answered: " + answer.trim() + ")");
        }
        out.println(mode.get());
        return 0;
    }

    private int noAnswer(String reason) {
        err.println("Error contacting service. " + reason);
        return NO_ANSWER;
    }

    private String ask(Socket connected, String word) throws IOException {
        connected.setSoTimeout(Math.toIntExact(patience.toMillis()));
        connected.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
        return new String(connected.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
