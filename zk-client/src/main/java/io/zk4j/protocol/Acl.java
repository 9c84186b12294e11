/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * One entry of an access control list: what an identity may do.
 *
 * @param perms the bits of {@link Perms}
 * @param scheme who knows the identity: {@code world}, {@code auth}, {@code digest}, {@code ip}, …
 * @param id the identity in the words of the scheme
 */
public record Acl(int perms, String scheme, String id) {
    /** Everybody may do everything. */
    public static final List<Acl> OPEN_UNSAFE = List.of(new Acl(Perms.ALL, "world", "anyone"));

    /** Everybody may read. */
    public static final List<Acl> READ_UNSAFE = List.of(new Acl(Perms.READ, "world", "anyone"));

    /** The identities of the connection that creates the znode may do everything. */
    public static final List<Acl> CREATOR_ALL = List.of(new Acl(Perms.ALL, "auth", ""));

    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static Acl decode(WireReader in) {
        return new Acl(in.readInt(), in.readString(), in.readString());
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeInt(perms);
        out.writeString(scheme);
        out.writeString(id);
    }
}
