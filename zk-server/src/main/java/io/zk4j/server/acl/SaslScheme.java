/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import io.zk4j.protocol.Bytes;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names callers by the authorization id of a SASL exchange, such as {@code alice} or {@code alice/host@REALM}. */
public final class SaslScheme implements AclScheme {
    private static final String NAME = "sasl";
    private static final Pattern PRINCIPAL = Pattern.compile("[^/@]*(/[^/@]*)?@[^/@]*");

    private final @Nullable String anyUserId;

    /** @param anyUserId the ACL id that means everybody who has logged in through SASL, or null if none does */
    public SaslScheme(@Nullable String anyUserId) {
        this.anyUserId = anyUserId;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isValidId(String id) {
        return id.indexOf('@') < 0 || PRINCIPAL.matcher(id).matches();
    }

    @Override
    public boolean matches(String aclId, String callerId) {
        return callerId.equals(AuthId.SUPER_SCHEME) || callerId.equals(aclId) || aclId.equals(anyUserId);
    }

    @Override
    public boolean isProven() {
        return true;
    }

    @Override
    public @Nullable List<AuthId> authenticate(Bytes credential, String peerAddress) {
        return null; // only through the exchange
    }
}
