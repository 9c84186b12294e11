/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import java.util.concurrent.CompletionStage;

/**
 * A watch that is set. Its events come one after the other, in the order of the changes, before the replies that could show them.
 */
public interface WatchHandle extends AutoCloseable {
    /**
     * Done when no more events will come: it has fired its one shot, was closed, or the session is over.
     *
     * @return a stage for that
     */
    CompletionStage<Void> ended();

    /** Takes the watch away. No event is told any more once this returns, except one that is being told right now. */
    @Override
    void close();
}
