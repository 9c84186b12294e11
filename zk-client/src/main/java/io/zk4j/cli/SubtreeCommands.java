/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;

/** Commands about a node and everything below it. */
final class SubtreeCommands {
    private static final int DELETE_BATCH = 1000;

    static final List<Command> ROWS = List.of(
            Command.of(
                            "deleteall",
                            "path [-b batch size]",
                            "deletes a node and all below it",
                            SubtreeCommands::deleteAll)
                    .alias("rmr"),
            Command.of("tree", "[-d depth] path", "the nodes below as a drawing", SubtreeCommands::tree),
            Command.of(
                    "find",
                    "path [-name pattern] [-data text]",
                    "nodes below whose name matches (*, ?, [a-z], [!a-z]) and whose data contains the text",
                    SubtreeCommands::find),
            Command.of("du", "path", "nodes and bytes of each child, with all below it", SubtreeCommands::du),
            Command.of("cp", "[-r] from to", "copies data and ACL; -r all below too", SubtreeCommands::copy));

    private SubtreeCommands() {}

    private static void deleteAll(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var failed = Subtree.delete(shell.zk(), path, Math.max(1, arguments.number("-b", DELETE_BATCH)));
        if (failed > 0) {
            throw new ShellException("Failed to delete some node(s) in the subtree! (" + failed + "; ls -R " + path
                    + " shows what is left)");
        }
        NodeCommands.showDone(shell, path);
    }

    private static void tree(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var lines = new ArrayList<>(List.of(path));
        var unreadable = new LinkedHashSet<String>();
        draw(shell.zk(), path, "", arguments.number("-d", Integer.MAX_VALUE), lines, unreadable);
        shell.printer().show(lines, Map.of("path", path, "tree", lines));
        Subtree.failIfUnreadable(unreadable);
    }

    private static void draw(
            ZooKeeper zk, String path, String indent, int depth, List<String> lines, Set<String> unreadable)
            throws KeeperException, InterruptedException {
        if (depth == 0) {
            return;
        }
        List<String> children;
        try {
            children = Subtree.children(zk, path);
        } catch (KeeperException.NoAuthException e) {
            lines.add(indent + "    (may not be read)");
            unreadable.add(path);
            return;
        }
        for (var i = 0; i < children.size(); i++) {
            var isLast = i == children.size() - 1;
            lines.add(indent + (isLast ? "└── " : "├── ") + children.get(i));
            var below = indent + (isLast ? "    " : "│   ");
            try {
                draw(zk, Subtree.child(path, children.get(i)), below, depth - 1, lines, unreadable);
            } catch (KeeperException.NoNodeException e) {
                lines.add(indent + "    (deleted meanwhile)");
            }
        }
    }

    private static void find(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var name = Glob.of(arguments.value("-name").orElse("*"));
        var text = arguments.value("-data").orElse("");
        var zk = shell.zk();
        var found = new ArrayList<String>();
        var unreadable = Subtree.walkReadable(zk, arguments.path(0), false, path -> {
            if (!name.matcher(path.substring(path.lastIndexOf('/') + 1)).matches()) {
                return;
            }
            byte[] data = text.isEmpty() ? null : zk.getData(path, false, null);
            if (text.isEmpty() || (data != null && NodeCommands.text(data).contains(text))) {
                found.add(path);
            }
        });
        shell.printer().show(found, Map.of("paths", found));
        Subtree.failIfUnreadable(unreadable);
    }

    private static void du(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        for (var child : Subtree.children(shell.zk(), path)) {
            measure(shell, Subtree.child(path, child));
        }
        Subtree.failIfUnreadable(measure(shell, path));
    }

    /** Returns the nodes that may not be read; what is below them is not counted. */
    private static Set<String> measure(Shell shell, String path)
            throws ShellException, KeeperException, InterruptedException {
        var zk = shell.zk();
        long[] nodesAndBytes = new long[2];
        var unreadable = Subtree.walkReadable(zk, path, false, each -> {
            var stat = zk.exists(each, false);
            if (stat != null) {
                nodesAndBytes[0]++;
                nodesAndBytes[1] += stat.getDataLength();
            }
        });
        shell.printer()
                .show(
                        String.format("%10d bytes %8d nodes  %s", nodesAndBytes[1], nodesAndBytes[0], path),
                        Map.of("path", path, "nodes", nodesAndBytes[0], "bytes", nodesAndBytes[1]));
        return unreadable;
    }

    private static void copy(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var from = arguments.path(0);
        var to = arguments.path(1);
        if (arguments.has("-r") && (to + "/").startsWith(from.equals("/") ? "/" : from + "/")) {
            throw new ShellException(to + " is below " + from + ", so the copy would copy itself");
        }
        var zk = shell.zk();
        var originals = arguments.has("-r") ? NodeCopy.subtree(zk, from) : List.of(NodeCopy.of(zk, from));
        var nodes = originals.stream()
                .map(node -> node.at(to + node.path().substring(from.length())))
                .toList();
        var writer = new TreeWriter(zk, nodes);
        var copied = 0;
        try {
            for (var node : nodes) {
                writer.create(node);
                copied++;
            }
            writer.finish();
        } catch (KeeperException e) {
            throw writer.stopped(
                    Failures.describe(e, shell.link().servers()),
                    "after " + copied + " of " + nodes.size() + " nodes",
                    Map.of("nodes", copied),
                    e);
        }
        shell.printer().show(copied + " nodes copied", Map.of("from", from, "to", to, "nodes", copied));
        var ephemerals = nodes.stream().filter(NodeCopy::isEphemeral).count();
        if (ephemerals > 0) {
            shell.printer()
                    .remark("Ephemeral ones among them: " + ephemerals + "; the copies stay when the sessions end");
        }
    }
}
