/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;

/**
 * Writes nodes, parents before children, also where the ACL of a parent forbids to create children.
 *
 * <p>Until {@link #finish()}, a new parent of which that may be true has another ACL: it belongs to whom the session is logged in as, or to
 * everybody if that is nobody.
 */
final class TreeWriter {
    private static final int UNFINISHED_NAMED = 10;

    private final ZooKeeper zk;
    private final Set<String> parents;
    private final Deque<NodeCopy> unfinished = new ArrayDeque<>(); // without the ACL they are to have; the deepest last
    private boolean isLoggedIn = true; // until a server says otherwise

    /** Takes all nodes that will be written, to know which of them are parents. */
    TreeWriter(ZooKeeper zk, Collection<NodeCopy> nodes) {
        this.zk = zk;
        this.parents = nodes.stream().map(node -> parent(node.path())).collect(Collectors.toSet());
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    void create(NodeCopy node) throws KeeperException, InterruptedException {
        if (mayShutUsOut(node)) {
            createAsOurs(node);
            unfinished.addLast(node);
        } else {
            create(node, node.acls());
        }
    }

    void replace(NodeCopy node) throws KeeperException, InterruptedException {
        zk.setData(node.path(), node.data(), -1);
        if (mayShutUsOut(node)) {
            unfinished.addLast(node);
        } else {
            zk.setACL(node.path(), node.acls(), -1);
        }
    }

    private boolean mayShutUsOut(NodeCopy node) {
        return parents.contains(node.path())
                && node.acls().stream()
                        .noneMatch(acl ->
                                Ids.ANYONE_ID_UNSAFE.equals(acl.getId()) && (acl.getPerms() & Perms.CREATE) != 0);
    }

    private void createAsOurs(NodeCopy node) throws KeeperException, InterruptedException {
        if (isLoggedIn) {
            try {
                create(node, Ids.CREATOR_ALL_ACL);
                return;
            } catch (KeeperException.InvalidACLException e) {
                isLoggedIn = false;
            }
        }
        create(node, Ids.OPEN_ACL_UNSAFE);
    }

    private void create(NodeCopy node, List<ACL> acls) throws KeeperException, InterruptedException {
        zk.create(node.path(), node.data(), acls, CreateMode.PERSISTENT);
    }

    /** Gives the parents their ACLs, the deepest first. To be called when all nodes are written. */
    void finish() throws KeeperException, InterruptedException {
        while (!unfinished.isEmpty()) {
            var node = unfinished.getLast();
            zk.setACL(node.path(), node.acls(), -1);
            unfinished.removeLast();
        }
    }

    /**
     * Ends the work when a write has failed; no node is left to everybody if that can be helped.
     *
     * @param reason why, in words
     * @param progress how far it got
     * @param numbers the same for a program
     */
    ShellException stopped(String reason, String progress, Map<String, Integer> numbers, KeeperException failure)
            throws InterruptedException {
        try {
            finish();
        } catch (KeeperException e) {
            failure.addSuppressed(e);
        }
        var message = reason + "; stopped " + progress;
        if (!unfinished.isEmpty()) {
            message += "; not given their ACL yet: "
                    + unfinished.stream()
                            .limit(UNFINISHED_NAMED)
                            .map(NodeCopy::path)
                            .collect(Collectors.joining(", "))
                    + (unfinished.size() > UNFINISHED_NAMED ? " and more" : "");
        }
        return new ShellException(message, failure, numbers);
    }
}
