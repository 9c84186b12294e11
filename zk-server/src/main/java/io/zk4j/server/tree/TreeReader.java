/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

/**
 * Something that looks at the tree. It may run more than once for one answer and may then see values that do not fit
 * together, so it must have no side effects and must end whatever it sees.
 *
 * @param <T> what it finds out
 * @param <X> how it fails
 */
@FunctionalInterface
public interface TreeReader<T, X extends Exception> {
    T read(TreeView view) throws X;
}
