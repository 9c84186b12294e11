/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;

/** Walks over a node and everything below it, level by level, children in the order of their names. */
final class Subtree {
    private static final int UNREADABLE_NAMED = 10;

    private Subtree() {}

    /** What to do with each path. */
    @FunctionalInterface
    interface Visitor {
        void visit(String path) throws KeeperException, InterruptedException;
    }

    /** What to do with a node that may not be read: throw the exception, or go on. */
    @FunctionalInterface
    private interface Refusal {
        void at(String path, KeeperException.NoAuthException why) throws KeeperException.NoAuthException;
    }

    /** A node that goes away during the walk is left out; only the first one must be there. */
    static void walk(ZooKeeper zk, String root, Visitor visitor) throws KeeperException, InterruptedException {
        walk(zk, root, false, visitor, (path, why) -> {
            throw why;
        });
    }

    /**
     * The same for commands that only show: what is below a node that may not be read is left out.
     *
     * @param watch whether to set a watch for the children of each node
     * @return the nodes that may not be read
     */
    static Set<String> walkReadable(ZooKeeper zk, String root, boolean watch, Visitor visitor)
            throws KeeperException, InterruptedException {
        var unreadable = new LinkedHashSet<String>();
        walk(zk, root, watch, visitor, (path, why) -> unreadable.add(path));
        return unreadable;
    }

    private static void walk(ZooKeeper zk, String root, boolean watch, Visitor visitor, Refusal refusal)
            throws KeeperException, InterruptedException {
        var waiting = new ArrayDeque<String>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            var path = waiting.remove();
            try {
                visit(
                        path,
                        each -> children(zk, each, watch).forEach(child -> waiting.add(child(each, child))),
                        refusal);
                visit(path, visitor, refusal);
            } catch (KeeperException.NoNodeException e) {
                if (path.equals(root)) {
                    throw e;
                }
            }
        }
    }

    private static void visit(String path, Visitor visitor, Refusal refusal)
            throws KeeperException, InterruptedException {
        try {
            visitor.visit(path);
        } catch (KeeperException.NoAuthException e) {
            refusal.at(path, e);
        }
    }

    /** Ends a command that has shown all but what is below nodes that may not be read. */
    static void failIfUnreadable(Set<String> paths) throws ShellException {
        if (!paths.isEmpty()) {
            var named = paths.stream().limit(UNREADABLE_NAMED).collect(Collectors.joining(", "));
            throw new ShellException("Insufficient permission : " + named
                    + (paths.size() > UNREADABLE_NAMED ? " and " + (paths.size() - UNREADABLE_NAMED) + " more" : "")
                    + " (what cannot be read is left out; getAcl shows who may; addauth logs in)");
        }
    }

    /**
     * Deletes a node and everything below it, so many requests at a time.
     *
     * @return how many nodes could not be deleted; a node that somebody else has deleted is none of them
     */
    static int delete(ZooKeeper zk, String root, int atATime) throws KeeperException, InterruptedException {
        var paths = new ArrayList<String>();
        walk(zk, root, paths::add);
        Collections.reverse(paths);
        var free = new Semaphore(atATime);
        var failed = new AtomicInteger();
        for (var path : paths) {
            free.acquire();
            zk.delete(
                    path,
                    -1,
                    (code, ignoredPath, context) -> {
                        if (code != Code.OK.intValue() && code != Code.NONODE.intValue()) {
                            failed.incrementAndGet();
                        }
                        free.release();
                    },
                    null);
        }
        free.acquire(atATime);
        return failed.get();
    }

    static void deleteIfThere(ZooKeeper zk, String root) throws KeeperException, InterruptedException {
        if (zk.exists(root, false) != null) {
            delete(zk, root, 1000);
        }
    }

    static List<String> children(ZooKeeper zk, String path) throws KeeperException, InterruptedException {
        return children(zk, path, false);
    }

    private static List<String> children(ZooKeeper zk, String path, boolean watch)
            throws KeeperException, InterruptedException {
        return zk.getChildren(path, watch).stream().sorted().toList();
    }

    static String child(String parent, String name) {
        return parent.equals("/") ? "/" + name : parent + "/" + name;
    }
}
