/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * Commands that carry a subtree to a file and back.
 *
 * <p>A line of the file is one node as JSON: path, acl, and data as {@code text} if it is UTF-8, else as {@code base64}.
 * Parents come before children, so that a file can be loaded from top to bottom. Ephemeral nodes are marked and not loaded; containers and
 * nodes with a time to live become ordinary ones, since servers do not tell clients which nodes are such.
 * What belongs to the ensemble itself stays as it is.
 */
final class TransferCommands {
    static final List<Command> ROWS = List.of(
            Command.of("dump", "path [file]", "a node and all below it as JSON lines", TransferCommands::dump),
            Command.of(
                    "load",
                    "[-f] [-n] file",
                    "creates what dump has written, containers and nodes with a ttl as ordinary ones; -f replaces what is"
                            + " there, -n only says what it would do",
                    TransferCommands::load));

    /** Nodes that no client can create, and that are not to be replaced: each ensemble has its own. */
    private static final Set<String> SERVERS_OWN = Set.of("/", ZooDefs.CONFIG_NODE);

    private TransferCommands() {}

    private static void dump(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException, IOException {
        var lines = NodeCopy.subtree(shell.zk(), arguments.path(0)).stream()
                .map(NodeCopy::json)
                .toList();
        if (arguments.count() == 1) {
            lines.forEach(line -> shell.printer().show(Json.write(line), line));
            return;
        }
        var file = Path.of(arguments.get(1));
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (var line : lines) {
                writer.write(Json.write(line));
                writer.newLine();
            }
        }
        shell.printer().show(lines.size() + " nodes written to " + file, Map.of("nodes", lines.size(), "file", file));
    }

    private static void load(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException, IOException {
        var file = Path.of(arguments.get(0));
        var nodes = read(file);
        var dryRun = arguments.has("-n");
        var writer = new TreeWriter(shell.zk(), nodes.values());
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        var line = 0;
        try {
            for (var numbered : nodes.entrySet()) {
                line = numbered.getKey();
                var node = numbered.getValue();
                var outcome = outcome(shell.zk(), node, arguments.has("-f"));
                if (!dryRun) {
                    write(writer, node, outcome);
                }
                counts.merge(outcome, 1, Integer::sum);
            }
            writer.finish();
        } catch (KeeperException e) {
            var numbers = new LinkedHashMap<>(Map.of("line", line));
            numbers.putAll(numbers(counts));
            throw writer.stopped(
                    Failures.describe(e, shell.link().servers()),
                    "at line " + line + " of " + file + " after " + text(counts),
                    numbers,
                    e);
        }
        var fields = new LinkedHashMap<String, Object>(numbers(counts));
        fields.put("dryRun", dryRun);
        shell.printer().show((dryRun ? "would be " : "") + text(counts), fields);
    }

    private static Map<String, Integer> numbers(Map<Outcome, Integer> counts) {
        return Map.of(
                "created",
                counts.getOrDefault(Outcome.CREATED, 0),
                "replaced",
                counts.getOrDefault(Outcome.REPLACED, 0),
                "left",
                counts.getOrDefault(Outcome.LEFT, 0));
    }

    private static String text(Map<Outcome, Integer> counts) {
        return "created " + counts.getOrDefault(Outcome.CREATED, 0) + ", replaced "
                + counts.getOrDefault(Outcome.REPLACED, 0) + ", left as they are "
                + counts.getOrDefault(Outcome.LEFT, 0);
    }

    /** The nodes of a file by the number of their line; all are read before the first is written. */
    static Map<Integer, NodeCopy> read(Path file) throws ShellException, IOException {
        if (Files.isDirectory(file)) {
            throw new ShellException(file + " is a folder, not a file that dump has written");
        }
        var nodes = new LinkedHashMap<Integer, NodeCopy>();
        var number = 0;
        for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank()) {
                nodes.put(number, read(line, "line " + number + " of " + file));
            }
        }
        return nodes;
    }

    private static NodeCopy read(String line, String place) throws ShellException {
        try {
            return NodeCopy.of(Json.readObject(line));
        } catch (IOException | ShellException e) {
            throw new ShellException(place + ": " + e.getMessage(), e);
        }
    }

    /** What becomes of a node of the file. */
    private enum Outcome {
        CREATED,
        REPLACED,
        LEFT
    }

    private static Outcome outcome(ZooKeeper zk, NodeCopy node, boolean replace)
            throws KeeperException, InterruptedException {
        if (node.isEphemeral()) {
            return Outcome.LEFT;
        }
        if (zk.exists(node.path(), false) == null) {
            return Outcome.CREATED;
        }
        return replace && !SERVERS_OWN.contains(node.path()) ? Outcome.REPLACED : Outcome.LEFT;
    }

    private static void write(TreeWriter writer, NodeCopy node, Outcome outcome)
            throws KeeperException, InterruptedException {
        switch (outcome) {
            case CREATED -> writer.create(node);
            case REPLACED -> writer.replace(node);
            case LEFT -> {}
        }
    }
}
