/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tree;

import io.zk4j.protocol.Acl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ACL lists in use, each kept once however many znodes have it. Owned by the tree's writer. */
final class AclLists {
    private final Map<List<Acl>, Use> uses = new HashMap<>();

    /** The one instance that equals {@code acls}, used once more. */
    List<Acl> use(List<Acl> acls) {
        var use = uses.computeIfAbsent(acls, Use::new);
        use.count++;
        return use.acls;
    }

    /** Says that a list that came from {@link #use} is used once less. */
    void release(List<Acl> acls) {
        var use = uses.get(acls);
        if (use != null && --use.count == 0) {
            uses.remove(acls);
        }
    }

    void clear() {
        uses.clear();
    }

    List<List<Acl>> all() {
        return new ArrayList<>(uses.keySet());
    }

    /** A list and how many znodes have it. */
    private static final class Use {
        final List<Acl> acls;
        int count;

        Use(List<Acl> acls) {
            this.acls = acls.equals(Acl.OPEN_UNSAFE) ? Acl.OPEN_UNSAFE : List.copyOf(acls);
        }
    }
}
