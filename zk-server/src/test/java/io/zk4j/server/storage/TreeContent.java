/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.server.tree.DataTree;
import java.util.HashMap;
import java.util.Map;

/** All there is to know about every znode of a tree, by path; equal for equal trees. */
final class TreeContent {
    private TreeContent() {}

    static Map<String, String> of(DataTree tree) {
        var content = new HashMap<String, String>();
        tree.walk(znode -> content.put(
                znode.path(),
                znode.data() + " " + znode.acls() + " " + znode.stat() + " owner " + znode.ephemeralOwner()
                        + " creates " + znode.createCount()));
        return content;
    }
}
