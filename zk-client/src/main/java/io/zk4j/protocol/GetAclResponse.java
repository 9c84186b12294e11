/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Answer to {@code getACL}.
 */
public record GetAclResponse(List<Acl> acls, Stat stat) implements Response {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param acls the access control list
     * @param stat the metadata of the znode
     */
    public GetAclResponse {
        acls = List.copyOf(acls);
    }

    static GetAclResponse decode(WireReader in) {
        return new GetAclResponse(in.readList(Acl::decode), Stat.decode(in));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeList(acls, Acl::encode);
        stat.encode(out);
    }
}
