/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.GetAclRequest;
import io.zk4j.protocol.GetAclResponse;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.Response;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.tree.TreeView;

/** {@code getACL}: the list and the Stat of a znode. */
final class GetAcl implements ReadOperation<GetAclRequest> {
    private final Checks checks;
    private final AclPolicy acls;

    GetAcl(Checks checks, AclPolicy acls) {
        this.checks = checks;
        this.acls = acls;
    }

    @Override
    public Response answer(GetAclRequest request, Caller caller, TreeView view) throws Refused {
        var node = Checks.node(request.path(), view);
        checks.permission(Perms.READ | Perms.ADMIN, node, caller);
        return new GetAclResponse(acls.shown(node.acls(), caller.ids()), node.stat());
    }
}
