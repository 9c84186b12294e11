/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cache;

import io.zk4j.recipes.primitive.ViewTooLargeException;
import io.zk4j.recipes.primitive.WatchedView.Change;

/**
 * Hears of a cache: first of all that is there, then of each change, in the order in which the servers made them.
 *
 * <p>One call at a time, on the executor that it was given with. A listener that is slower than the changes hears several changes of one
 * znode as one, once more than the cache's {@code lagMax} are waiting for it: none is lost, but the steps in between are.
 */
public interface CacheListener {
    /** All that is there, once, before anything else. Changes that come later are not in it. */
    default void onSnapshot(Snapshot snapshot) {}

    /** A znode came, went or got other data. */
    void onChange(Change change);

    /** The cache may be out of date from now on, as the servers are out of reach. */
    default void onStale() {}

    /**
     * The cache is up to date again; what has happened meanwhile was told before this.
     *
     * @param zxid up to which transaction everything was told
     */
    default void onFresh(long zxid) {}

    /** The cache has ended because there is more than its limits allow; nothing more will be told. */
    default void onEnd(ViewTooLargeException reason) {}
}
