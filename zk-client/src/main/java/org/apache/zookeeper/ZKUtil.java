/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.io.File;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.zookeeper.AsyncCallback.StringCallback;
import org.apache.zookeeper.AsyncCallback.VoidCallback;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.common.PathUtils;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.jspecify.annotations.Nullable;

/** Work on whole subtrees, and texts for access control lists. None of it is atomic: others may change the subtree meanwhile. */
public class ZKUtil {
    /**
     * Deletes a node and everything below it, several at a time.
     *
     * @param zk the client
     * @param pathRoot the topmost node
     * @param batchSize how many deletions may be under way at once
     * @return whether all of them succeeded; a node that somebody else has deleted counts as deleted
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public static boolean deleteRecursive(ZooKeeper zk, String pathRoot, int batchSize)
            throws InterruptedException, KeeperException {
        List<String> tree = deepestFirst(zk, pathRoot);
        var underWay = new Semaphore(batchSize);
        var success = new AtomicBoolean(true);
        for (String path : tree) {
            underWay.acquire();
            VoidCallback done = (rc, deleted, ctx) -> {
                if (rc != Code.OK.intValue() && rc != Code.NONODE.intValue()) {
                    success.set(false);
                }
                underWay.release();
            };
            zk.delete(path, -1, done, null);
        }
        underWay.acquire(batchSize);
        return success.get();
    }

    /**
     * Deletes a node and everything below it, one after another.
     *
     * @param zk the client
     * @param pathRoot the topmost node
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public static void deleteRecursive(ZooKeeper zk, String pathRoot) throws InterruptedException, KeeperException {
        for (String path : deepestFirst(zk, pathRoot)) {
            try {
                zk.delete(path, -1);
            } catch (KeeperException.NoNodeException e) {
                // Somebody else has deleted it, which is what was wanted.
            }
        }
    }

    /**
     * Reads a subtree and asks for the deletion of each of its nodes; the callback is told of each.
     *
     * @param zk the client
     * @param pathRoot the topmost node
     * @param cb told the outcome, on the event thread
     * @param ctx handed to the callback as it is
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public static void deleteRecursive(ZooKeeper zk, String pathRoot, VoidCallback cb, @Nullable Object ctx)
            throws InterruptedException, KeeperException {
        for (String path : deepestFirst(zk, pathRoot)) {
            zk.delete(path, -1, cb, ctx);
        }
    }

    /**
     * Returns a node and everything below it, level by level.
     *
     * @param zk the client
     * @param pathRoot the topmost node
     * @return a node and everything below it, level by level
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public static List<String> listSubTreeBFS(ZooKeeper zk, String pathRoot)
            throws KeeperException, InterruptedException {
        PathUtils.validatePath(pathRoot);
        var tree = new ArrayList<String>();
        tree.add(pathRoot);
        for (int i = 0; i < tree.size(); i++) {
            tree.addAll(childPaths(zk, tree.get(i), i > 0, false));
        }
        return tree;
    }

    /**
     * Visits a node and everything below it, each node before its children and those in the order of their names.
     *
     * @param zk the client
     * @param path the node
     * @param watch whether to leave the default watcher as a child watch at each node
     * @param cb told of each node: its path as path and as name
     * @throws KeeperException if the server refuses, or no answer came
     * @throws InterruptedException if the caller is interrupted; the request may be carried out all the same
     */
    public static void visitSubTreeDFS(ZooKeeper zk, String path, boolean watch, StringCallback cb)
            throws KeeperException, InterruptedException {
        PathUtils.validatePath(path);
        Deque<String> toVisit = new ArrayDeque<>();
        toVisit.push(path);
        boolean root = true;
        while (!toVisit.isEmpty()) {
            String next = toVisit.pop();
            List<String> children = childPaths(zk, next, !root, watch);
            root = false;
            cb.processResult(Code.OK.intValue(), next, null, next);
            Collections.sort(children);
            for (int i = children.size() - 1; i >= 0; i--) {
                toVisit.push(children.get(i));
            }
        }
    }

    /**
     * What is wrong with a file that is to be read; null if it can be.
     *
     * @param filePath the file
     * @return what is wrong with it; null if nothing is
     */
    public static @Nullable String validateFileInput(String filePath) {
        File file = new File(filePath);
        if (!file.exists()) {
            return "File '" + file.getAbsolutePath() + "' does not exist.";
        }
        if (!file.canRead()) {
            return "Read permission is denied on the file '" + file.getAbsolutePath() + "'";
        }
        return file.isDirectory() ? "'" + file.getAbsolutePath() + "' is a directory. it must be a file." : null;
    }

    /**
     * Permissions as letters: {@code c}reate, {@code d}elete, {@code r}ead, {@code w}rite, {@code a}dmin.
     *
     * @param perms a sum of numbers of {@link ZooDefs.Perms}
     * @return letters of {@code cdrwa}
     */
    public static String getPermString(int perms) {
        var text = new StringBuilder();
        append(text, perms, ZooDefs.Perms.CREATE, 'c');
        append(text, perms, ZooDefs.Perms.DELETE, 'd');
        append(text, perms, ZooDefs.Perms.READ, 'r');
        append(text, perms, ZooDefs.Perms.WRITE, 'w');
        append(text, perms, ZooDefs.Perms.ADMIN, 'a');
        return text.toString();
    }

    /**
     * An access control list in the form that the shell reads: {@code scheme:id:perms,…}.
     *
     * @param acls who may do what with the node
     * @return the text
     */
    public static String aclToString(List<ACL> acls) {
        var text = new StringBuilder();
        for (ACL acl : acls) {
            Id id = acl.getId();
            text.append(text.isEmpty() ? "" : ",")
                    .append(id == null ? null : id.getScheme())
                    .append(':')
                    .append(id == null ? null : id.getId())
                    .append(':')
                    .append(getPermString(acl.getPerms()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int perms, int perm, char letter) {
        if ((perms & perm) != 0) {
            text.append(letter);
        }
    }

    private static List<String> deepestFirst(ZooKeeper zk, String pathRoot)
            throws KeeperException, InterruptedException {
        List<String> tree = listSubTreeBFS(zk, pathRoot);
        Collections.reverse(tree);
        return tree;
    }

    /** The children's paths; none if the node may be gone and is. */
    private static List<String> childPaths(ZooKeeper zk, String path, boolean mayBeGone, boolean watch)
            throws KeeperException, InterruptedException {
        var paths = new ArrayList<String>();
        try {
            for (String child : zk.getChildren(path, watch)) {
                paths.add(path.equals("/") ? "/" + child : path + "/" + child);
            }
        } catch (KeeperException.NoNodeException e) {
            if (!mayBeGone) {
                throw e;
            }
        }
        return paths;
    }
}
