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

/**
 * Creates a plain or ephemeral znode.
 *
 * @param parentCreateCount how many children the parent has ever been given, this one included;
 *     {@link #PARENT_COUNT_UNKNOWN} in records of servers that did not write it
 */
public record CreateTxn(String path, @Nullable Bytes data, List<Acl> acls, boolean ephemeral, int parentCreateCount)
        implements Txn {
    /** Stands for "the parent's count + 1". */
    public static final int PARENT_COUNT_UNKNOWN = -1;

    public CreateTxn {
        acls = List.copyOf(acls);
    }

    /**
     * Reads a body that goes on to the end of {@code in} or is followed by a digest. Old servers ended it before the
     * parent's count; they wrote no digests either, so an end there is unmistakable.
     */
    public static CreateTxn decode(WireReader in) {
        return new CreateTxn(
                in.readString(),
                in.readBytes(),
                in.readList(Acl::decode),
                in.readBoolean(),
                in.remaining() == 0 ? PARENT_COUNT_UNKNOWN : in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeList(acls, Acl::encode);
        out.writeBoolean(ephemeral);
        out.writeInt(parentCreateCount);
    }
}
