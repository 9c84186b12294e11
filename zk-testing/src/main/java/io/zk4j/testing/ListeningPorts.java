/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which TCP ports of this machine somebody listens on, as Linux tells it; nobody is bothered by being asked. */
final class ListeningPorts {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final String LISTENING = "0A";

    private ListeningPorts() {}

    /** The ports listened on at this moment. */
    static Set<Integer> now() {
        var ports = new HashSet<Integer>();
        for (var table : TABLES) {
            if (Files.exists(table)) {
                for (var line : lines(table)) {
                    var words = line.strip().split("\\s+", -1);
                    if (words.length > STATE && words[STATE].equals(LISTENING)) {
                        ports.add(portOf(words[LOCAL_ADDRESS]));
                    }
                }
            }
        }
        return ports;
    }

    private static int portOf(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + table, e);
        }
    }
}
