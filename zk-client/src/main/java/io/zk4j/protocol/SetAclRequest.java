/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Replaces the access control list of a znode.
 *
 * @param version the ACL version, {@link Stat#aversion()}, the znode must have; -1 matches any
 */
public record SetAclRequest(String path, List<Acl> acls, int version) implements Request {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param path the path of the znode
     * @param acls the access control list
     * @param version the version that it must have; -1 for any
     */
    public SetAclRequest {
        acls = List.copyOf(acls);
    }

    static SetAclRequest decode(WireReader in) {
        return new SetAclRequest(in.readString(), in.readList(Acl::decode), in.readInt());
    }

    @Override
    public OpCode opCode() {
        return OpCode.SET_ACL;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeList(acls, Acl::encode);
        out.writeInt(version);
    }
}
