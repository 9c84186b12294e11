/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import io.zk4j.protocol.Bytes;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** Names callers by the subject of their TLS certificate. */
public final class X509Scheme implements AclScheme {
    private static final String NAME = "x509";

    private final @Nullable String superUser;

    /** @param superUser the subject that every ACL entry of this scheme means too, or null for nobody */
    public X509Scheme(@Nullable String superUser) {
        this.superUser = superUser;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isValidId(String id) {
        try {
            return new X500Principal(id).getName() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public boolean matches(String aclId, String callerId) {
        return callerId.equals(aclId) || callerId.equals(superUser);
    }

    @Override
    public boolean isProven() {
        return true;
    }

    @Override
    public @Nullable List<AuthId> authenticate(Bytes credential, String peerAddress) {
        return null; // the certificate came with the connection
    }
}
