/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** One identity of a connection: the scheme, and what that scheme considers the name of the user. */
public record ClientInfo(String authScheme, String user) {
    public static ClientInfo decode(WireReader in) {
        return new ClientInfo(in.readString(), in.readString());
    }

    public void encode(WireWriter out) {
        out.writeString(authScheme);
        out.writeString(user);
    }
}
