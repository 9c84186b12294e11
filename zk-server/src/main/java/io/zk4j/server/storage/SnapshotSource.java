/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.protocol.Acl;
import io.zk4j.server.tree.Znode;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree as a snapshot is taken from it, possibly while transactions go on.
 *
 * <p>What was fixed when the source was made, {@link #zxid}, {@link #sessions} and {@link #acls}, is asked for first, then
 * the znodes are walked, then {@link #digest} and {@link #lastProcessedZxid} tell where the tree stood by then. Replaying
 * the log from {@code zxid} on makes up for everything that changed in between. Called by one thread at a time.
 */
public interface SnapshotSource {
    /** The last transaction that everything in this source reflects; it becomes the snapshot's name. */
    long zxid();

    /** Sessions with their timeouts in milliseconds, as of {@link #zxid}. */
    Map<Long, Integer> sessions();

    /** Every access control list in use as of {@link #zxid}, each once. */
    Collection<List<Acl>> acls();

    /** Hands over every znode that existed at {@link #zxid} and still does, each parent before its children. */
    void forEach(ZnodeVisitor visitor) throws IOException;

    /** The latest digest of the whole tree; null if digests are off. */
    @Nullable
    SnapshotDigest digest();

    /** The last transaction applied by now. */
    long lastProcessedZxid();

    /** Takes the znodes of a walk. */
    @FunctionalInterface
    interface ZnodeVisitor {
        /** The root comes as {@code "/"}. */
        void visit(String path, Znode znode) throws IOException;
    }
}
