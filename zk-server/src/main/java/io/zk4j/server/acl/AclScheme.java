/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import io.zk4j.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to name people in an ACL, and to find out whether a caller is one of them. */
public interface AclScheme {
    /** The scheme's name in ACLs, in {@code auth} packets and in identities. */
    String name();

    /** Whether {@code id} may stand in an ACL. */
    boolean isValidId(String id);

    /** Whether a caller with the identity {@code callerId} of this scheme is meant by {@code aclId}. */
    boolean matches(String aclId, String callerId);

    /** Whether an identity of this scheme was proven, so that an {@code auth} entry of an ACL stands for it. */
    boolean isProven();

    /**
     * The identities that a credential proves.
     *
     * @param credential as sent; its form is the scheme's
     * @param peerAddress where it came from
     * @return null if the credential is wrong, or if this scheme takes none
     */
    @Nullable
    List<AuthId> authenticate(Bytes credential, String peerAddress);

    /** The part of an identity that a person would call the user's name. */
    default String userName(String id) {
        return id;
    }
}
