/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Paths;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.tree.TreeView;
import io.zk4j.server.tree.Znode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks that several operations make, each with the error it refuses with. */
final class Checks {
    private static final int ANY_VERSION = -1;

    private final AclPolicy acls;

    Checks(AclPolicy acls) {
        this.acls = acls;
    }

    /** The caller's session is not about to be closed. */
    static void sessionIsAlive(Caller caller, PendingChanges pending) throws Refused {
        if (pending.isClosing(caller.sessionId())) {
            throw new Refused(ErrorCode.SESSION_EXPIRED);
        }
    }

    /** The path is a legal one. */
    static void pathIsValid(String path) throws Refused {
        if (!Paths.isValid(path)) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
    }

    /** The path has a parent and no NUL, which is all that is asked before the parent has been looked up. */
    static void pathHasParent(String path) throws Refused {
        if (path.indexOf('/') < 0) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
        pathHasNoNul(path);
    }

    static void pathHasNoNul(String path) throws Refused {
        if (path.indexOf('\0') >= 0) {
            throw new Refused(ErrorCode.BAD_ARGUMENTS);
        }
    }

    /** There is such a znode. */
    static Znode node(String path, TreeView view) throws Refused {
        return exists(view.get(path));
    }

    /** There will be such a znode. */
    static Znode node(String path, PendingChanges pending) throws Refused {
        return exists(pending.get(path));
    }

    private static Znode exists(@Nullable Znode node) throws Refused {
        if (node == null) {
            throw new Refused(ErrorCode.NO_NODE);
        }
        return node;
    }

    /**
     * The version that a client expects is the actual one.
     *
     * @return the next version
     */
    static int version(int expected, int actual) throws Refused {
        if (expected != ANY_VERSION && expected != actual) {
            throw new Refused(ErrorCode.BAD_VERSION);
        }
        return actual + 1;
    }

    /** The caller holds one of these permissions on the znode. */
    void permission(int perms, Znode node, Caller caller) throws Refused {
        if (!acls.permits(node.acls(), perms, caller.ids())) {
            throw new Refused(ErrorCode.NO_AUTH);
        }
    }

    /** The ACL that a client gives is valid; returns it as it is stored. */
    List<Acl> resolvedAcls(List<Acl> given, Caller caller) throws Refused {
        var resolved = acls.resolve(given, caller.ids());
        if (resolved == null) {
            throw new Refused(ErrorCode.INVALID_ACL);
        }
        return resolved;
    }
}
