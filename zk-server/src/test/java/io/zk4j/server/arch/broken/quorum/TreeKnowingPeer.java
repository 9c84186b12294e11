/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch.broken.quorum;

import io.zk4j.server.arch.broken.tree.ImpureTree;

/** Breaks a rule on purpose: consensus code that knows the tree. */
public final class TreeKnowingPeer {
    public long ask(ImpureTree tree) {
        return tree.now();
    }
}
