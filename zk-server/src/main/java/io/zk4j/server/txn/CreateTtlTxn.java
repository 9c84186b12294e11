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

/** Creates a znode that the server removes once it has had no child and no change for {@code ttlMillis}. */
public record CreateTtlTxn(String path, @Nullable Bytes data, List<Acl> acls, int parentCreateCount, long ttlMillis)
        implements Txn {
    public CreateTtlTxn {
        acls = List.copyOf(acls);
    }

    public static CreateTtlTxn decode(WireReader in) {
        return new CreateTtlTxn(in.readString(), in.readBytes(), in.readList(Acl::decode), in.readInt(), in.readLong());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeList(acls, Acl::encode);
        out.writeInt(parentCreateCount);
        out.writeLong(ttlMillis);
    }
}
