/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** One identity of a connection: the scheme, and what that scheme considers the name of the user. */
public record ClientInfo(String authScheme, String user) {
    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static ClientInfo decode(WireReader in) {
        return new ClientInfo(in.readString(), in.readString());
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeString(authScheme);
        out.writeString(user);
    }
}
