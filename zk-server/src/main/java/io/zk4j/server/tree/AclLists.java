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
import org.jspecify.annotations.Nullable;

/** The ACL lists in use, each kept once however many znodes have it. Owned by the tree's writer. */
final class AclLists {
    private final Map<List<Acl>, Use> uses = new HashMap<>();
    /** Znodes that come one after the other mostly have the same list, which then need not be hashed. */
    private @Nullable Use latest;

    /** The one instance that equals {@code acls}, used once more. */
    @SuppressWarnings("ReferenceEquality") // the very list
    List<Acl> use(List<Acl> acls) {
        var use = latest;
        if (use == null || use.acls != acls) {
            use = uses.computeIfAbsent(acls, Use::new);
            latest = use;
        }
        use.count++;
        return use.acls;
    }

    /** Says that a list that came from {@link #use} is used once less. */
    void release(List<Acl> acls) {
        var use = uses.get(acls);
        if (use != null && --use.count == 0) {
            uses.remove(acls);
            latest = null;
        }
    }

    void clear() {
        uses.clear();
        latest = null;
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
