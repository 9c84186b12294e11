/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** What of a node is carried elsewhere: by {@code dump} and {@code load} as a line of JSON, by {@code cp} as it is. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NodeCopy(String path, byte @Nullable [] data, List<ACL> acls, boolean isEphemeral) {

    /** A node and everything below it, parents first; what goes away meanwhile is left out, but not the first one. */
    static List<NodeCopy> subtree(ZooKeeper zk, String root)
            throws ShellException, KeeperException, InterruptedException {
        var paths = new ArrayList<String>();
        Subtree.walk(zk, root, paths::add);
        var copies = new ArrayList<NodeCopy>();
        for (var path : paths) {
            try {
                copies.add(of(zk, path));
            } catch (KeeperException.NoNodeException e) {
                if (path.equals(root)) {
                    throw e;
                }
            }
        }
        return copies;
    }

    static NodeCopy of(ZooKeeper zk, String path) throws ShellException, KeeperException, InterruptedException {
        var stat = new Stat();
        byte @Nullable [] data = zk.getData(path, false, stat);
        var acls = zk.getACL(path, new Stat());
        if (AclText.hidesHash(acls)) {
            throw new ShellException("the server hides the hash in the ACL of " + path
                    + " from whoever may not administer it; addauth first");
        }
        return new NodeCopy(path, data, acls, stat.getEphemeralOwner() != 0);
    }

    /** Reads what {@link #json()} writes. */
    static NodeCopy of(Map<String, @Nullable Object> json) throws ShellException {
        var path = text(json, "path");
        if (path == null) {
            throw new ShellException("\"path\" is missing");
        }
        return new NodeCopy(
                Failures.checkedPath(path), data(json), acls(json), Boolean.TRUE.equals(json.get("ephemeral")));
    }

    /** A list of entries, or all of them in one text, as a person may write it. */
    private static List<ACL> acls(Map<String, @Nullable Object> json) throws ShellException {
        if (json.get("acl") instanceof List<?> entries) {
            return AclText.parse(entries.stream().map(String::valueOf).toList());
        }
        var entries = text(json, "acl");
        if (entries == null) {
            throw new ShellException("\"acl\" is missing");
        }
        return AclText.parse(entries);
    }

    private static byte @Nullable [] data(Map<String, @Nullable Object> json) throws ShellException {
        var base64 = text(json, "base64");
        if (base64 != null) {
            return NodeCommands.fromBase64(base64);
        }
        var text = text(json, "text");
        return text == null ? null : NodeCommands.bytes(text);
    }

    private static @Nullable String text(Map<String, @Nullable Object> json, String field) throws ShellException {
        var value = json.get(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new ShellException("\"" + field + "\" must be a string, not " + Json.write(value));
    }

    NodeCopy at(String otherPath) {
        return new NodeCopy(otherPath, data, acls, isEphemeral);
    }

    /** The line of a file, see {@link TransferCommands}. */
    Map<String, @Nullable Object> json() {
        var node = new LinkedHashMap<String, @Nullable Object>();
        node.put("path", path);
        node.put("acl", AclText.entries(acls));
        if (data != null) {
            var isText = NodeCommands.isText(data);
            node.put(isText ? "text" : "base64", isText ? NodeCommands.text(data) : NodeCommands.base64(data));
        }
        if (isEphemeral) {
            node.put("ephemeral", true);
        }
        return node;
    }
}
