/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates a znode that is removed when it has not been changed for a while and has no children.
 *
 * @param flags see {@link CreateMode}; kept as the number it is, since a server answers an illegal one with
 *     {@link ErrorCode#BAD_ARGUMENTS}
 * @param ttlMillis how long the znode is kept unchanged
 */
public record CreateTtlRequest(String path, @Nullable Bytes data, List<Acl> acls, int flags, long ttlMillis)
        implements Request {

    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param path the path of the znode
     * @param data the data; null is not the same as empty
     * @param acls the access control list
     * @param flags the number of a {@link CreateMode}
     * @param ttlMillis the time to live
     */
    public CreateTtlRequest {
        acls = List.copyOf(acls);
    }

    static CreateTtlRequest decode(WireReader in) {
        return new CreateTtlRequest(
                in.readString(), in.readBytes(), in.readList(Acl::decode), in.readInt(), in.readLong());
    }

    @Override
    public OpCode opCode() {
        return OpCode.CREATE_TTL;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeList(acls, Acl::encode);
        out.writeInt(flags);
        out.writeLong(ttlMillis);
    }
}
