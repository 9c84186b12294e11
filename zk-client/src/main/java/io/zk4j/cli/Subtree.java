/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;

/** Walks over a node and everything below it, level by level, children in the order of their names. */
final class Subtree {
    private Subtree() {}

    /** What to do with each path. */
    @FunctionalInterface
    interface Visitor {
        void visit(String path) throws KeeperException, InterruptedException;
    }

    /** A node that goes away during the walk is left out; only the first one must be there. */
    static void walk(ZooKeeper zk, String root, Visitor visitor) throws KeeperException, InterruptedException {
        var waiting = new ArrayDeque<String>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            var path = waiting.remove();
            try {
                for (var child : children(zk, path)) {
                    waiting.add(child(path, child));
                }
                visitor.visit(path);
            } catch (KeeperException.NoNodeException e) {
                if (path.equals(root)) {
                    throw e;
                }
            }
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
        return zk.getChildren(path, false).stream().sorted().toList();
    }

    static String child(String parent, String name) {
        return parent.equals("/") ? "/" + name : parent + "/" + name;
    }
}
