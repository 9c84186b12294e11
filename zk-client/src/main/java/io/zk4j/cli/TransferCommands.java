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
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Commands that carry a subtree to a file and back.
 *
 * <p>A line of the file is one node as JSON: path, acl, and data as {@code text} if it is UTF-8, else as {@code base64}.
 * Parents come before children, so that a file can be loaded from top to bottom. Ephemeral nodes are marked and not loaded; containers and
 * nodes with a time to live become ordinary ones, since servers do not tell clients which nodes are such.
 */
final class TransferCommands {
    static final List<Command> ROWS = List.of(
            Command.of("dump", "path [file]", "a node and all below it as JSON lines", TransferCommands::dump),
            Command.of(
                    "load",
                    "[-f] [-n] file",
                    "creates what dump has written; -f replaces what is there, -n only says what it would do",
                    TransferCommands::load));

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
        var dryRun = arguments.has("-n");
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var line : Files.readAllLines(Path.of(arguments.get(0)), StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                var outcome = load(shell.zk(), Json.readObject(line), arguments.has("-f"), dryRun);
                counts.merge(outcome, 1, Integer::sum);
            }
        }
        int created = counts.getOrDefault(Outcome.CREATED, 0);
        int replaced = counts.getOrDefault(Outcome.REPLACED, 0);
        int left = counts.getOrDefault(Outcome.LEFT, 0);
        shell.printer()
                .show(
                        (dryRun ? "would be " : "") + "created " + created + ", replaced " + replaced
                                + ", left as they are " + left,
                        Map.of("created", created, "replaced", replaced, "left", left, "dryRun", dryRun));
    }

    private enum Outcome {
        CREATED,
        REPLACED,
        LEFT
    }

    private static Outcome load(ZooKeeper zk, Map<String, @Nullable Object> node, boolean replace, boolean dryRun)
            throws ShellException, KeeperException, InterruptedException {
        var path = Failures.checkedPath(String.valueOf(node.get("path")));
        var acls = AclText.parse(String.valueOf(node.get("acl")));
        var data = data(node);
        if (Boolean.TRUE.equals(node.get("ephemeral"))) {
            return Outcome.LEFT;
        }
        if (zk.exists(path, false) == null) {
            if (!dryRun) {
                zk.create(path, data, acls, CreateMode.PERSISTENT);
            }
            return Outcome.CREATED;
        }
        if (!replace || path.equals("/")) {
            return Outcome.LEFT;
        }
        if (!dryRun) {
            zk.setData(path, data, -1);
            zk.setACL(path, acls, -1);
        }
        return Outcome.REPLACED;
    }

    private static byte @Nullable [] data(Map<String, @Nullable Object> node) throws ShellException {
        if (node.get("base64") instanceof String base64) {
            return NodeCommands.fromBase64(base64);
        }
        return node.get("text") instanceof String text ? NodeCommands.bytes(text) : null;
    }
}
