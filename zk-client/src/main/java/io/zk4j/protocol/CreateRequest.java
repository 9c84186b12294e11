/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates one znode under an existing parent.
 *
 * @param opCode {@code CREATE} (answered by the path), {@code CREATE2} or {@code CREATE_CONTAINER} (path and stat)
 * @param path for sequential modes without the number, and then it may end in a slash
 * @param flags see {@link CreateMode}; kept as the number it is, since a server answers an illegal one with
 *     {@link ErrorCode#BAD_ARGUMENTS}
 */
public record CreateRequest(
        OpCode opCode, String path, @Nullable Bytes data, List<Acl> acls, int flags) implements Request {

    /**
     * Copies the list.
     *
     * @param opCode the operation
     * @param path the path of the znode
     * @param data the data; null is not the same as empty
     * @param acls the access control list
     * @param flags the number of a {@link CreateMode}
     * @throws IllegalArgumentException if the operation is none of the three
     */
    public CreateRequest {
        if (opCode != OpCode.CREATE && opCode != OpCode.CREATE2 && opCode != OpCode.CREATE_CONTAINER) {
            throw new IllegalArgumentException(opCode + " is not a kind of CreateRequest");
        }
        acls = List.copyOf(acls);
    }

    static CreateRequest decode(OpCode opCode, WireReader in) {
        return new CreateRequest(opCode, in.readString(), in.readBytes(), in.readList(Acl::decode), in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeBytes(data);
        out.writeList(acls, Acl::encode);
        out.writeInt(flags);
    }
}
