/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Commands about quotas, which are nodes like any other: {@code /zookeeper/quota/PATH/zookeeper_limits} says how much may
 * be at and below PATH, and the server keeps {@code zookeeper_stats} beside it up to date.
 */
final class QuotaCommands {
    private static final String ROOT = "/zookeeper/quota";
    private static final String LIMITS = "/zookeeper_limits";
    private static final String STATS = "/zookeeper_stats";
    private static final Pattern FIELD = Pattern.compile("(\\w+)=(-?\\d+)");
    private static final Map<String, String> FIELD_OF_OPTION =
            Map.of("-n", "count", "-b", "bytes", "-N", "countHardLimit", "-B", "byteHardLimit");

    static final List<Command> ROWS = List.of(
            Command.of(
                    "setquota",
                    "-n|-b|-N|-B val path",
                    "limits nodes (-n) or bytes (-b) below a node; -N and -B refuse more, if the server enforces it",
                    QuotaCommands::set),
            Command.of("listquota", "path", "the limits of a node and what is used of them", QuotaCommands::list),
            Command.of("delquota", "[-n|-b|-N|-B] path", "takes one limit away, or all", QuotaCommands::delete));

    private QuotaCommands() {}

    private static void set(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(1);
        long limit = Arguments.parseLong(arguments.get(0), "val");
        var zk = shell.zk();
        if (zk.exists(path, false) == null) {
            throw new ShellException(path + " does not exist.");
        }
        refuseNesting(zk, path);
        createParents(zk, ROOT + path);
        var limits = read(zk, ROOT + path + LIMITS);
        var changed = limits == null ? noLimits() : limits;
        changed.put(field(arguments), limit);
        if (limits == null) {
            create(zk, ROOT + path + LIMITS, print(changed));
            create(zk, ROOT + path + STATS, "count=0,bytes=0");
        } else {
            zk.setData(ROOT + path + LIMITS, NodeCommands.bytes(print(changed)), -1);
        }
        NodeCommands.showDone(shell, path);
    }

    /** The server counts a node for one quota only, so there can be none above and none below another. */
    private static void refuseNesting(ZooKeeper zk, String path)
            throws ShellException, KeeperException, InterruptedException {
        for (var slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            var parent = path.substring(0, slash);
            if (zk.exists(ROOT + parent + LIMITS, false) != null) {
                throw new ShellException(parent + " has a quota, so " + path + " below it cannot have one");
            }
        }
        if (zk.exists(ROOT + path, false) == null) {
            return;
        }
        Subtree.walk(zk, ROOT + path, each -> {
            if (each.endsWith(LIMITS) && !each.equals(ROOT + path + LIMITS)) {
                throw new IllegalArgumentException(each.substring(ROOT.length(), each.length() - LIMITS.length())
                        + " has a quota, so " + path + " above it cannot have one");
            }
        });
    }

    private static void createParents(ZooKeeper zk, String path) throws KeeperException, InterruptedException {
        for (var slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            create(zk, path.substring(0, slash), null);
        }
        create(zk, path, null);
    }

    private static void create(ZooKeeper zk, String path, @Nullable String text)
            throws KeeperException, InterruptedException {
        try {
            zk.create(
                    path,
                    text == null ? null : NodeCommands.bytes(text),
                    ZooDefs.Ids.OPEN_ACL_UNSAFE,
                    CreateMode.PERSISTENT);
        } catch (KeeperException.NodeExistsException e) {
            return; // somebody was faster, or it was there all along
        }
    }

    private static void list(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        shell.printer().line("absolute path is " + ROOT + path + LIMITS);
        var limits = read(shell.zk(), ROOT + path + LIMITS);
        if (limits == null) {
            throw new ShellException("quota for " + path + " does not exist.");
        }
        var used = read(shell.zk(), ROOT + path + STATS);
        var usedFields = used == null ? new LinkedHashMap<String, Long>() : used;
        shell.printer()
                .show(
                        List.of(
                                "Output quota for " + path + " " + print(limits),
                                "Output stat for " + path + " count=" + usedFields.getOrDefault("count", -1L)
                                        + ",bytes=" + usedFields.getOrDefault("bytes", -1L)),
                        Map.of("path", path, "limits", limits, "used", usedFields));
    }

    private static void delete(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var zk = shell.zk();
        var limits = read(zk, ROOT + path + LIMITS);
        if (limits == null) {
            throw new ShellException("Quota does not exist for " + path);
        }
        if (FIELD_OF_OPTION.keySet().stream().anyMatch(arguments::has)) {
            limits.put(field(arguments), -1L);
            zk.setData(ROOT + path + LIMITS, NodeCommands.bytes(print(limits)), -1);
        } else {
            deleteIfThere(zk, ROOT + path + LIMITS);
            deleteIfThere(zk, ROOT + path + STATS);
            deleteEmptyParents(zk, ROOT + path);
        }
        NodeCommands.showDone(shell, path);
    }

    private static void deleteIfThere(ZooKeeper zk, String path) throws KeeperException, InterruptedException {
        try {
            zk.delete(path, -1);
        } catch (KeeperException.NoNodeException e) {
            return; // nothing left to do
        }
    }

    private static void deleteEmptyParents(ZooKeeper zk, String path) throws KeeperException, InterruptedException {
        for (var each = path; !each.equals(ROOT); each = each.substring(0, each.lastIndexOf('/'))) {
            try {
                zk.delete(each, -1);
            } catch (KeeperException.NotEmptyException | KeeperException.NoNodeException e) {
                return; // the rest belongs to another quota
            }
        }
    }

    private static String field(Arguments arguments) {
        return FIELD_OF_OPTION.entrySet().stream()
                .filter(entry -> arguments.has(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> noLimits() {
        var limits = new LinkedHashMap<String, Long>();
        List.of("count", "bytes", "byteHardLimit", "countHardLimit").forEach(field -> limits.put(field, -1L));
        return limits;
    }

    private static @Nullable Map<String, Long> read(ZooKeeper zk, String path)
            throws KeeperException, InterruptedException {
        byte[] data;
        try {
            data = zk.getData(path, false, null);
        } catch (KeeperException.NoNodeException e) {
            return null;
        }
        var fields = noLimits();
        var matcher = FIELD.matcher(data == null ? "" : NodeCommands.text(data));
        while (matcher.find()) {
            fields.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        return fields;
    }

    /** Exactly as Apache writes it, the stray {@code =} included, because its servers read it too. */
    private static String print(Map<String, Long> limits) {
        return "count=" + limits.get("count") + ",bytes=" + limits.get("bytes") + "=;byteHardLimit="
                + limits.get("byteHardLimit") + ";countHardLimit=" + limits.get("countHardLimit");
    }
}
