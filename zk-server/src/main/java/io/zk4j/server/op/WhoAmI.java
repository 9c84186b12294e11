/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WhoAmIRequest;
import io.zk4j.protocol.WhoAmIResponse;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.tree.TreeView;

/** {@code whoAmI}: the identities of the caller's connection. */
final class WhoAmI implements ReadOperation<WhoAmIRequest> {
    private final AclPolicy acls;

    WhoAmI(AclPolicy acls) {
        this.acls = acls;
    }

    @Override
    public Response answer(WhoAmIRequest request, Caller caller, TreeView view) throws Refused {
        return new WhoAmIResponse(caller.ids().stream()
                .map(id -> new ClientInfo(id.scheme(), acls.userName(id)))
                .toList());
    }
}
