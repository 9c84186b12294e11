/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Stat;
import java.util.List;

/** Who may do what with a znode, and its metadata. */
public record NodeAcl(List<Acl> acls, Stat stat) {
    /**
     * Copies the list.
     *
     * @param acls who may do what
     * @param stat the metadata of the znode
     */
    public NodeAcl {
        acls = List.copyOf(acls);
    }
}
