/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static java.util.Objects.requireNonNull;

import io.zk4j.protocol.Paths;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.tree.Znode;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;

/**
 * A tree with the sizes of its data as JSON: nested arrays as ncdu imports them, which is what Apache's tool prints too. Only
 * the present path is in memory besides the tree, however deep it is.
 */
final class TreeJson {
    private static final int FIRST_NODE_NUMBER = 1001;
    private static final char FIRST_PRINTABLE = ' ';

    private final DataTree tree;
    private final PrintWriter out;
    private int nodeNumber = FIRST_NODE_NUMBER;

    TreeJson(DataTree tree, PrintWriter out) {
        this.tree = tree;
        this.out = out;
    }

    void print() {
        out.print("[1,0,{\"progname\":\"zk4j\",\"progver\":\"1\"},");
        var ahead = new ArrayDeque<Iterator<Znode>>();
        open(requireNonNull(tree.get(Paths.ROOT)), "/", ahead);
        while (!ahead.isEmpty()) {
            var siblings = ahead.peek();
            if (siblings.hasNext()) {
                var znode = siblings.next();
                out.print(',');
                open(znode, Paths.name(znode.path()), ahead);
            } else {
                ahead.pop();
                out.print(']');
            }
        }
        out.println(']');
    }

    /** A znode with children is an array that begins with itself; one without is itself. */
    private void open(Znode znode, String name, Deque<Iterator<Znode>> ahead) {
        if (znode.numChildren() > 0) {
            out.print('[');
            ahead.push(childrenOf(znode));
        }
        out.print("{\"name\":\"" + escape(name) + "\",\"asize\":" + znode.dataLength() + ",\"dsize\":"
                + znode.dataLength() + ",\"dev\":0,\"ino\":" + nodeNumber++ + "}");
    }

    private Iterator<Znode> childrenOf(Znode znode) {
        var names = new ArrayList<>(tree.view().children(znode));
        Collections.sort(names);
        return names.stream()
                .map(name -> requireNonNull(tree.get(Paths.child(znode.path(), name))))
                .iterator();
    }

    private static String escape(String text) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE || Character.isSurrogate(c)) {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
