/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.List;

/**
 * Replaces a znode's access control list.
 *
 * @param version the list's version after this transaction
 */
public record SetAclTxn(String path, List<Acl> acls, int version) implements Txn {
    public SetAclTxn {
        acls = List.copyOf(acls);
    }

    public static SetAclTxn decode(WireReader in) {
        return new SetAclTxn(in.readString(), in.readList(Acl::decode), in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeList(acls, Acl::encode);
        out.writeInt(version);
    }
}
