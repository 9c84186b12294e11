/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Children's names as an immutable list: holds the paths that the tree holds anyway, and cuts the name off when asked. */
final class NameList extends AbstractList<String> implements RandomAccess {
    static final NameList EMPTY = new NameList(new String[0], 0);

    private final String[] paths;
    private final int nameStart;

    private NameList(String[] paths, int nameStart) {
        this.paths = paths;
        this.nameStart = nameStart;
    }

    /** The names of all {@code children} of {@code parent}. */
    static NameList of(String parent, ChildNames children) {
        int nameStart = parent.length() == 1 ? 1 : parent.length() + 1; // only the root has one letter
        return new NameList(children.toArray(), nameStart);
    }

    @Override
    public String get(int index) {
        return paths[index].substring(nameStart);
    }

    /** The whole path of the child at {@code index}. */
    String path(int index) {
        return paths[index];
    }

    @Override
    public int size() {
        return paths.length;
    }
}
