/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.Watcher.WatcherType;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;

/** Commands about watches. */
final class WatchCommands {
    private static final int EVENTS_KEPT = 10_000;

    static final List<Command> ROWS = List.of(
            Command.of(
                    "addWatch",
                    "[-m mode] path",
                    "a watch that stays: mode PERSISTENT, or PERSISTENT_RECURSIVE (default) for all below too",
                    WatchCommands::addWatch),
            Command.of(
                    "removewatches",
                    "path [-c|-d|-p|-r|-a] [-l]",
                    "removes child, data, persistent, recursive or all (default) watches; -l even if not connected",
                    WatchCommands::removeWatches),
            Command.of("printwatches", "[on|off]", "whether watch events are printed", WatchCommands::printWatches),
            Command.of(
                    "watch",
                    "[-n count] path",
                    "prints what happens to a node and below it, until Ctrl-C or so many events",
                    WatchCommands::watch));

    private WatchCommands() {}

    private static void addWatch(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var name = arguments.value("-m").orElse("PERSISTENT_RECURSIVE").toUpperCase(Locale.ROOT);
        AddWatchMode mode;
        try {
            mode = AddWatchMode.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new ShellException("-m must be PERSISTENT or PERSISTENT_RECURSIVE, not " + name, e);
        }
        shell.zk().addWatch(arguments.path(0), mode);
    }

    private static void removeWatches(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        shell.zk().removeAllWatches(arguments.path(0), type(arguments), arguments.has("-l"));
    }

    private static WatcherType type(Arguments arguments) {
        if (arguments.has("-c")) {
            return WatcherType.Children;
        }
        if (arguments.has("-d")) {
            return WatcherType.Data;
        }
        if (arguments.has("-p")) {
            return WatcherType.Persistent;
        }
        return arguments.has("-r") ? WatcherType.PersistentRecursive : WatcherType.Any;
    }

    private static void printWatches(Shell shell, Arguments arguments) throws ShellException {
        if (arguments.count() == 0) {
            var on = shell.link().printWatches().get();
            shell.printer().show("printwatches is " + (on ? "on" : "off"), Map.of("printwatches", on));
            return;
        }
        switch (arguments.get(0)) {
            case "on" -> shell.link().printWatches().set(true);
            case "off" -> shell.link().printWatches().set(false);
            default -> throw new ShellException("printwatches takes on or off, not " + arguments.get(0));
        }
    }

    /**
     * Events wait in a bounded queue for the main thread, which reads the data that a change has left behind. The end of the session,
     * after which none would come, has a place kept free.
     */
    private static void watch(Shell shell, Arguments arguments)
            throws ShellException, KeeperException, InterruptedException {
        var path = arguments.path(0);
        var wanted = arguments.number("-n", Integer.MAX_VALUE);
        var zk = shell.zk();
        var events = new ArrayBlockingQueue<WatchedEvent>(EVENTS_KEPT + 1);
        Watcher watcher = event -> {
            if (event.getType() == EventType.None) {
                if (!zk.getState().isAlive()) {
                    events.add(event);
                }
            } else if (events.remainingCapacity() > 1) {
                events.add(event);
            } else {
                shell.printer()
                        .remark("watch: " + EVENTS_KEPT + " events are waiting; this one is not shown: " + event);
            }
        };
        zk.addWatch(path, watcher, AddWatchMode.PERSISTENT_RECURSIVE);
        try {
            for (var seen = 0; seen < wanted; seen++) {
                show(shell, zk, changed(events.take(), path));
            }
        } finally {
            if (zk.getState().isAlive()) {
                zk.removeWatches(path, watcher, WatcherType.PersistentRecursive, true);
            }
        }
    }

    /** An event of a node; the end of the session is a failure instead. */
    private static WatchedEvent changed(WatchedEvent event, String watched) throws KeeperException {
        if (event.getType() == EventType.None) {
            var refused = event.getState() == KeeperState.AuthFailed;
            throw KeeperException.create(refused ? Code.AUTHFAILED : Code.SESSIONEXPIRED, watched);
        }
        return event;
    }

    private static void show(Shell shell, ZooKeeper zk, WatchedEvent event)
            throws KeeperException, InterruptedException {
        var path = String.valueOf(event.getPath());
        byte[] data = new byte[0];
        if (event.getType() != EventType.NodeDeleted) {
            try {
                byte[] read = zk.getData(path, false, null);
                data = read == null ? data : read;
            } catch (KeeperException.NoNodeException | KeeperException.NoAuthException e) {
                data = new byte[0];
            }
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("type", event.getType());
        fields.put("path", path);
        fields.put("zxid", event.getZxid());
        NodeCommands.putData(fields, data);
        shell.printer()
                .show(
                        String.format("%-19s %s %s", event.getType(), path, NodeCommands.text(data))
                                .stripTrailing(),
                        fields);
    }
}
