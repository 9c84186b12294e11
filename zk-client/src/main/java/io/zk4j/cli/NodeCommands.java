/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** Commands about one node. */
final class NodeCommands {
    static final List<Command> ROWS = List.of(
            Command.of(
                    "ls", "[-s] [-w] [-R] path [watch]", "children; -R all below, -s with the stat", NodeCommands::ls),
            Command.of("ls2", "path [watch]", "children and stat", NodeCommands::ls2),
            Command.of(
                    "create",
                    "[-s] [-e] [-c] [-t ttl] path [data] [acl]",
                    "makes a node: -s sequential, -e ephemeral, -c container, -t goes after so many ms unused",
                    NodeCommands::create),
            Command.of(
                    "get",
                    "[-s] [-w] [-b|-x] path [watch]",
                    "data; -b as base64, -x as hex, -s with the stat",
                    NodeCommands::get),
            Command.of(
                    "set",
                    "[-s] [-v version] [-b] path data [version]",
                    "replaces the data; -b takes base64",
                    NodeCommands::set),
            Command.of("delete", "[-v version] path [version]", "deletes a node without children", NodeCommands::delete)
                    .alias("rm"),
            Command.of("stat", "[-w] path [watch]", "the stat of a node", NodeCommands::stat),
            Command.of("sync", "path", "waits until this server has seen all earlier writes", NodeCommands::sync),
            Command.of("getAllChildrenNumber", "path", "how many nodes are below", NodeCommands::countBelow),
            Command.of("getEphemerals", "[path]", "this session's ephemeral nodes", NodeCommands::ephemerals));

    private NodeCommands() {}

    private static void ls(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var watch = watches(shell, arguments, "'ls path [watch]'", "'ls [-w] path'");
        if (!arguments.has("-R")) {
            list(shell, path, watch, arguments.has("-s"));
            return;
        }
        var found = new ArrayList<String>();
        var unreadable = Subtree.walkReadable(shell.zk(), path, watch, found::add);
        shell.printer().show(found, Map.of("path", path, "paths", found));
        Subtree.failIfUnreadable(unreadable);
    }

    private static void ls2(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        list(shell, arguments.path(0), arguments.count() > 1, true);
    }

    private static void list(Shell shell, String path, boolean watch, boolean withStat)
            throws ShellException, KeeperException, InterruptedException {
        var stat = new Stat();
        var children =
                shell.zk().getChildren(path, watch, stat).stream().sorted().toList();
        var lines = new ArrayList<>(List.of("[" + String.join(", ", children) + "]"));
        var fields = fields(path, withStat ? stat : null);
        fields.put("children", children);
        if (withStat) {
            lines.addAll(StatText.lines(stat));
        }
        shell.printer().show(lines, fields);
    }

    private static void create(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.newPath(0, arguments.has("-s"));
        var data = arguments.find(1).map(NodeCommands::bytes).orElse(null);
        var acls = arguments.count() > 2 ? AclText.parse(arguments.get(2)) : ZooDefs.Ids.OPEN_ACL_UNSAFE;
        var ttl = arguments.longNumber("-t", -1);
        var created = shell.zk().create(path, data, acls, mode(arguments), new Stat(), ttl);
        // Apache's shell says it on the error output, and scripts rely on that; a person does not see the difference.
        if (shell.printer().style() == Printer.Style.ONE_SHOT) {
            shell.printer().remark("Created " + created);
        } else {
            shell.printer().show("Created " + created, Map.of("path", created));
        }
    }

    private static CreateMode mode(Arguments arguments) throws ShellException {
        var sequential = arguments.has("-s");
        var ephemeral = arguments.has("-e");
        if (arguments.has("-c")) {
            if (sequential || ephemeral) {
                throw new ShellException(
                        "-c cannot be combined with -s or -e." + " Containers cannot be ephemeral or sequential.");
            }
            return CreateMode.CONTAINER;
        }
        if (arguments.has("-t")) {
            if (ephemeral) {
                throw new ShellException("TTLs cannot be used with Ephemeral znodes");
            }
            return sequential ? CreateMode.PERSISTENT_SEQUENTIAL_WITH_TTL : CreateMode.PERSISTENT_WITH_TTL;
        }
        if (ephemeral) {
            return sequential ? CreateMode.EPHEMERAL_SEQUENTIAL : CreateMode.EPHEMERAL;
        }
        return sequential ? CreateMode.PERSISTENT_SEQUENTIAL : CreateMode.PERSISTENT;
    }

    private static void get(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var watch = watches(shell, arguments, "'get path [watch]'", "'get [-s] [-w] path'");
        var stat = new Stat();
        byte @Nullable [] data = shell.zk().getData(path, watch, stat);
        var withStat = arguments.has("-s") || shell.isChatty();
        var fields = fields(path, withStat ? stat : null);
        var lines = new ArrayList<String>();
        if (arguments.has("-x")) {
            lines.addAll(HexDump.lines(data == null ? new byte[0] : data));
        } else {
            lines.add(data == null ? "null" : arguments.has("-b") ? base64(data) : text(data));
        }
        if (data != null && arguments.has("-b")) {
            fields.put("data", base64(data));
        } else {
            putData(fields, data);
        }
        if (withStat) {
            lines.addAll(StatText.lines(stat));
        }
        shell.printer().show(lines, fields);
    }

    private static void set(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var data = arguments.has("-b") ? fromBase64(arguments.get(1)) : bytes(arguments.get(1));
        var stat = shell.zk().setData(path, data, arguments.version(2));
        showStat(shell, path, stat, arguments.has("-s") || shell.isChatty());
    }

    private static void delete(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        if (arguments.count() > 1) {
            remarkOldForm(shell, "'delete path [version]'", "'delete [-v version] path'");
        }
        var path = arguments.path(0);
        shell.zk().delete(path, arguments.version(1));
        showDone(shell, path);
    }

    private static void stat(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var watch = watches(shell, arguments, "'stat path [watch]'", "'stat [-w] path'");
        var stat = shell.zk().exists(path, watch);
        if (stat == null) {
            throw new KeeperException.NoNodeException(path);
        }
        showStat(shell, path, stat, true);
    }

    private static void sync(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        shell.zk().sync(arguments.path(0));
        shell.printer().show("Sync is OK", Map.of("path", arguments.get(0)));
    }

    private static void countBelow(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var number = shell.zk().getAllChildrenNumber(arguments.path(0));
        shell.printer().show(String.valueOf(number), Map.of("path", arguments.get(0), "count", number));
    }

    private static void ephemerals(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.count() == 0 ? "/" : arguments.path(0);
        var paths = shell.zk().getEphemerals(path).stream().sorted().toList();
        shell.printer().show("[" + String.join(", ", paths) + "]", Map.of("path", path, "ephemerals", paths));
    }

    /** Whether a watch is wanted: today's {@code -w}, or any second argument as in old tutorials. */
    private static boolean watches(Shell shell, Arguments arguments, String oldForm, String newForm) {
        if (arguments.count() > 1) {
            remarkOldForm(shell, oldForm, newForm);
            return true;
        }
        return arguments.has("-w");
    }

    private static void remarkOldForm(Shell shell, String oldForm, String newForm) {
        shell.printer().remark(oldForm + " has been deprecated. Please use " + newForm + " instead.");
    }

    static void showStat(Shell shell, String path, Stat stat, boolean inText) {
        shell.printer().show(inText ? StatText.lines(stat) : List.of(), fields(path, stat));
    }

    static void showDone(Shell shell, String path) {
        shell.printer().show(List.of(), Map.of("path", path));
    }

    private static Map<String, @Nullable Object> fields(String path, @Nullable Stat stat) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("path", path);
        if (stat != null) {
            fields.put("stat", StatText.fields(stat));
        }
        return fields;
    }

    /** Data as a field: {@code data} if it is text, {@code base64} if not. */
    static void putData(Map<String, @Nullable Object> fields, byte @Nullable [] data) {
        if (data == null || isText(data)) {
            fields.put("data", data == null ? null : text(data));
        } else {
            fields.put("base64", base64(data));
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    static boolean isText(byte[] data) {
        return Arrays.equals(bytes(text(data)), data);
    }

    static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }

    static byte[] fromBase64(String text) throws ShellException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ShellException("'" + text + "' is not base64: " + e.getMessage(), e);
        }
    }
}
