/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import java.util.List;

/** The znodes that always exist. No transaction made them, so their zxids and times are 0. */
public final class SystemNodes {
    public static final String ZOOKEEPER = "/zookeeper";
    public static final String QUOTA = "/zookeeper/quota";
    public static final String CONFIG = "/zookeeper/config";

    private SystemNodes() {}

    /** Whether clients may not delete the znode. */
    public static boolean isPermanent(String path) {
        return path.equals(Paths.ROOT) || path.equals(ZOOKEEPER) || path.equals(QUOTA) || path.equals(CONFIG);
    }

    /** All of them as in a new database, parents first. */
    static List<Znode> fresh() {
        return List.of(
                node(Paths.ROOT, Acl.OPEN_UNSAFE, 0),
                node(ZOOKEEPER, Acl.OPEN_UNSAFE, 0),
                node(QUOTA, Acl.OPEN_UNSAFE, 0),
                node(CONFIG, Acl.READ_UNSAFE, -1));
    }

    private static Znode node(String path, List<Acl> acls, int aversion) {
        return Znode.stored(path, Bytes.EMPTY, acls, 0, 0, 0, 0, 0, 0, aversion, EphemeralOwner.NONE, 0);
    }
}
