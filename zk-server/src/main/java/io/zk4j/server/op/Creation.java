/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Perms;
import io.zk4j.server.tree.PendingChanges;
import io.zk4j.server.tree.Znode;
import java.util.List;
import java.util.Locale;

/** What creating a znode takes, the same for every kind of it. */
final class Creation {
    private final Checks checks;
    private final QuotaChecks quotas;

    Creation(Checks checks, QuotaChecks quotas) {
        this.checks = checks;
        this.quotas = quotas;
    }

    /** What will be created, as the transaction tells it. */
    record Created(String path, List<Acl> acls, int parentCreateCount) {}

    /** Checks and records the creation. The order of the checks shows in which error a client gets. */
    Created prepare(NewNode wanted, Caller caller, PendingChanges pending) throws Refused {
        Checks.sessionIsAlive(caller, pending);
        Checks.pathHasParent(wanted.path());
        var acls = checks.resolvedAcls(wanted.acls(), caller);
        var parent = Checks.node(Paths.parent(wanted.path()), pending);
        checks.permission(Perms.CREATE, parent, caller);
        var path = wanted.mode().isSequential() ? numbered(wanted.path(), parent.createCount()) : wanted.path();
        Checks.pathIsValid(path);
        if (pending.get(path) != null) {
            throw new Refused(ErrorCode.NODE_EXISTS);
        }
        if (parent.isEphemeral()) {
            throw new Refused(ErrorCode.NO_CHILDREN_FOR_EPHEMERALS);
        }
        var node = Znode.created(path, wanted.data(), acls, wanted.owner(), pending.zxid(), pending.timeMillis());
        quotas.forCreate(node, pending);
        int createCount = nextCount(parent.createCount());
        pending.create(node, parent, createCount);
        return new Created(path, acls, createCount);
    }

    /** Deletes do not count down and other creates count too, so numbers have gaps but never come twice. */
    private static String numbered(String prefix, int createCount) {
        return prefix + String.format(Locale.ROOT, "%010d", createCount);
    }

    /** The count stays at the largest int, as the tree keeps it, so that the number after the last is the last. */
    private static int nextCount(int createCount) {
        return createCount == Integer.MAX_VALUE ? createCount : createCount + 1;
    }
}
