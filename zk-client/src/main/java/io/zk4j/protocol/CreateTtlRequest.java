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
