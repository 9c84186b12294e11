/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * What a znode contributes to the digest of the tree, so that two servers can compare trees by one number.
 *
 * <p>The number is that of Apache's digest version 2: a CRC-32 over path, data and the stored fields. Not thread-safe.
 */
public final class NodeDigest {
    private static final String UNCOUNTED_PREFIX = "/zookeeper/";
    private static final int FIXED_BYTES = 60;

    private final CRC32 crc = new CRC32();
    private final ByteBuffer fixed = ByteBuffer.allocate(FIXED_BYTES);

    /** The contribution of one znode; the digest of a tree is the sum over its znodes. */
    public long of(Znode node) {
        if (node.isBelow(UNCOUNTED_PREFIX)) {
            return 0; // servers keep quota statistics and membership there on their own
        }
        crc.reset();
        node.addContentTo(crc);
        fixed.clear();
        fixed.putLong(node.czxid())
                .putLong(node.mzxid())
                .putLong(node.pzxid())
                .putLong(node.ctime())
                .putLong(node.mtime())
                .putInt(node.version())
                .putInt(node.createCount())
                .putInt(node.aversion())
                .putLong(node.ephemeralOwner());
        crc.update(fixed.array());
        return crc.getValue();
    }
}
