/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

/**
 * A change of a watched znode. What it looks like now is for the watcher to read.
 *
 * @param zxid of the change; -1 if it happened while the client was between two servers
 */
public record WatchEvent(Kind kind, String path, long zxid) {
    /** What has changed. */
    public enum Kind {
        /** The znode has come into being. */
        CREATED,
        /** The znode is gone. */
        DELETED,
        /** The data of the znode was replaced. */
        DATA_CHANGED,
        /** Children came or went. Not told to recursive watches, which hear of each child itself. */
        CHILDREN_CHANGED
    }
}
