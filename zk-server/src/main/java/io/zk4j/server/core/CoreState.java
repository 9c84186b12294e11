/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.session.SessionTable;
import io.zk4j.server.tree.DataTree;
import io.zk4j.server.watch.WatchTable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What the core owns, to be looked at on its thread. */
public record CoreState(
        DataTree tree, SessionTable sessions, WatchTable watches, DigestHistory digests, Metrics metrics) {
    /** Lets other threads have something looked up. */
    public interface Access {
        /** Completes on the core thread, in turn with everything else the core does; so the question must be quick. */
        <T> CompletableFuture<T> ask(Function<CoreState, T> question);
    }
}
