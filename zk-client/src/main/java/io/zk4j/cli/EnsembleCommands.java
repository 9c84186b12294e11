/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.data.Stat;

/** Commands about the servers themselves. */
final class EnsembleCommands {
    private static final Pattern CLIENT_ADDRESS = Pattern.compile("(?m)^server\\.\\d+=.*;(.*)$");
    private static final Pattern VERSION = Pattern.compile("(?m)^version=(.*)$");

    private static final int HEXADECIMAL = 16;

    static final List<Command> ROWS = List.of(
            Command.of(
                    "config",
                    "[-c] [-w] [-s]",
                    "the members of the ensemble; -c the addresses for clients, -w with a watch",
                    EnsembleCommands::config),
            Command.of(
                    "reconfig",
                    "[-s] [-v version] [-file path] [-members list] [-add list...] [-remove ids...]",
                    "changes the members: all of them (-file, -members) or some (-add server.4=host:port:port;port,"
                            + " -remove 3)",
                    EnsembleCommands::reconfig));

    private EnsembleCommands() {}

    private static void config(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var stat = new Stat();
        byte[] data = shell.zk().getConfig(arguments.has("-w"), stat);
        var text = data == null ? "" : NodeCommands.text(data);
        var lines = new ArrayList<>(List.of(arguments.has("-c") ? clientAddresses(text) : text));
        if (arguments.has("-s")) {
            lines.addAll(StatText.lines(stat));
        }
        shell.printer().show(lines, Map.of("config", text, "stat", StatText.fields(stat)));
    }

    /** Version and addresses in a line, as a connect string wants them. */
    private static String clientAddresses(String config) {
        var version = VERSION.matcher(config);
        var addresses = CLIENT_ADDRESS
                .matcher(config)
                .results()
                .map(match -> match.group(1))
                .toList();
        return (version.find() ? version.group(1) + " " : "") + String.join(",", addresses);
    }

    private static void reconfig(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException, IOException {
        var members = arguments.value("-members").orElse(null);
        if (arguments.has("-file")) {
            if (members != null) {
                throw new ShellException("reconfig takes either -file or -members, not both");
            }
            members = membersIn(Path.of(arguments.value("-file").orElseThrow()));
        }
        var joining = arguments.value("-add").orElse(null);
        var leaving = arguments.value("-remove").orElse(null);
        if ((members == null) == (joining == null && leaving == null)) {
            throw new ShellException("reconfig takes either -file or -members, or else -add and -remove");
        }
        var stat = new Stat();
        var version = arguments.has("-v") ? version(arguments.value("-v").orElseThrow()) : -1;
        byte[] data = shell.zk().reconfigure(joining, leaving, members, version, stat);
        var text = data == null ? "" : NodeCommands.text(data);
        var lines = new ArrayList<>(List.of("Committed new configuration:", text));
        if (arguments.has("-s")) {
            lines.addAll(StatText.lines(stat));
        }
        shell.printer().show(lines, Map.of("config", text, "stat", StatText.fields(stat)));
    }

    /** The lines of a dynamic configuration file, but for what is no member: comments and the version it once had. */
    static String membersIn(Path file) throws ShellException, IOException {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("version="))
                    .collect(Collectors.joining(","));
        } catch (NoSuchFileException missing) {
            throw new ShellException("there is no file " + file + " with the members", missing);
        }
    }

    /** A version as {@code config} shows it. */
    static long version(String text) throws ShellException {
        try {
            return Long.parseLong(text, HEXADECIMAL);
        } catch (NumberFormatException e) {
            throw new ShellException(
                    "-v must be the version that config shows, a hexadecimal number, not '" + text + "'", e);
        }
    }
}
