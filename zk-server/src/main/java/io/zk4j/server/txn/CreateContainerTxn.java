/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.txn;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a container znode: one that the server removes some time after its last child has gone. */
public record CreateContainerTxn(String path, @Nullable Bytes data, List<Acl> acls, int parentCreateCount)
        implements Txn {
    public CreateContainerTxn {
        acls = List.copyOf(acls);
    }

    public static CreateContainerTxn decode(WireReader in) {
        return new CreateContainerTxn(in.readString(), in.readBytes(), in.readList(Acl::decode), in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeList(acls, Acl::encode);
        out.writeInt(parentCreateCount);
    }
}
