/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the shell's command line says.
 *
 * @param timeoutMillis session timeout, and how long to wait for the first connection
 * @param terminal whether somebody sits at a terminal; zkCli.sh says so, because Java cannot tell reliably
 * @param command what to run and then end; empty for a prompt
 */
record ShellOptions(
        String servers,
        int timeoutMillis,
        boolean readOnly,
        @Nullable Path clientConfiguration,
        boolean json,
        boolean terminal,
        List<String> command) {
    static final String USAGE = "Usage: zkCli.sh [-server host:port[,host:port][/path]] [-timeout ms] [-r]"
            + " [-client-configuration file] [-waitforconnection] [--json] [command [argument...]]";
    private static final String DEFAULT_SERVERS = "localhost:2181";
    private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;

    static ShellOptions parse(List<String> words) throws ShellException {
        var servers = DEFAULT_SERVERS;
        var timeoutMillis = DEFAULT_TIMEOUT_MILLIS;
        var readOnly = false;
        var json = false;
        var terminal = false;
        Path configuration = null;
        var i = 0;
        for (; i < words.size() && words.get(i).startsWith("-"); i++) {
            var word = words.get(i);
            switch (word) {
                case "-r", "-readonly" -> readOnly = true;
                case "--json", "-json" -> json = true;
                case "--terminal" -> terminal = true;
                case "-waitforconnection" -> {} // the shell always waits
                case "-server", "-timeout", "-client-configuration" -> {
                    i++;
                    if (i == words.size()) {
                        throw new ShellException(word + " needs a value. " + USAGE);
                    }
                    switch (word) {
                        case "-server" -> servers = words.get(i);
                        case "-timeout" -> timeoutMillis = timeout(words.get(i));
                        default -> configuration = Path.of(words.get(i));
                    }
                }
                default -> throw new ShellException("there is no option " + word + ". " + USAGE);
            }
        }
        return new ShellOptions(
                servers,
                timeoutMillis,
                readOnly,
                configuration,
                json,
                terminal,
                List.copyOf(words.subList(i, words.size())));
    }

    private static int timeout(String text) throws ShellException {
        var millis = Arguments.parseInt(text, "-timeout");
        if (millis <= 0) {
            throw new ShellException("-timeout must be a number of milliseconds above 0, not " + text);
        }
        return millis;
    }
}
