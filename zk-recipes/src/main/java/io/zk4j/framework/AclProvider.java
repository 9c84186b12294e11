/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.protocol.Acl;
import java.util.List;

/** The ACL of what is created without one of its own, ancestors included. */
@FunctionalInterface
public interface AclProvider {
    /** Everybody may do everything. */
    AclProvider OPEN = path -> Acl.OPEN_UNSAFE;

    /** The identities of this client may do everything; for frameworks that have one. */
    AclProvider CREATOR_ONLY = path -> Acl.CREATOR_ALL;

    /**
     * The ACL of a znode.
     *
     * @param path below the namespace
     */
    List<Acl> aclFor(String path);
}
