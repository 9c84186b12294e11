/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

/** An identity that a connection has proven, or has by where it comes from. */
public record AuthId(String scheme, String id) {
    /** The scheme whose holder passes every check. */
    public static final String SUPER_SCHEME = "super";

    /** Passes every check. */
    public static final AuthId SUPER = new AuthId(SUPER_SCHEME, "");

    /** What every connection has: its peer's address. */
    public static AuthId ofAddress(String address) {
        return new AuthId(IpScheme.NAME, address);
    }

    @Override
    public String toString() {
        return scheme + ":" + id;
    }
}
