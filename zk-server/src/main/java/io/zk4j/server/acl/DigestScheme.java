/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.acl;

import io.zk4j.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names callers by {@code user:hash}, where the hash is one of {@code user:password}. */
public final class DigestScheme implements AclScheme {
    /** What servers and tools use unless told otherwise. */
    public static final String DEFAULT_ALGORITHM = "SHA1";

    private static final String NAME = "digest";

    private final String algorithm;
    private final @Nullable String superDigest;

    /**
     * @param algorithm of the hash, as the runtime's security providers call it
     * @param superDigest the identity whose holder also becomes {@link AuthId#SUPER}, or null for nobody
     */
    public DigestScheme(String algorithm, @Nullable String superDigest) {
        this.algorithm = algorithm;
        this.superDigest = superDigest;
        digest(algorithm, new byte[0]); // an unknown algorithm shows at the start, not at the first login
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isValidId(String id) {
        int colon = id.indexOf(':');
        return colon >= 0 && colon == id.lastIndexOf(':') && colon < id.length() - 1;
    }

    @Override
    public boolean matches(String aclId, String callerId) {
        return aclId.equals(callerId);
    }

    @Override
    public boolean isProven() {
        return true;
    }

    @Override
    public List<AuthId> authenticate(Bytes credential, String peerAddress) {
        var id = new AuthId(NAME, idOf(credential.utf8()));
        return id.id().equals(superDigest) ? List.of(AuthId.SUPER, id) : List.of(id);
    }

    @Override
    public String userName(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    /** The identity of somebody who knows {@code user:password}. */
    public String idOf(String userAndPassword) {
        byte[] hash = digest(algorithm, userAndPassword.getBytes(StandardCharsets.UTF_8));
        return userName(userAndPassword) + ":" + Base64.getEncoder().encodeToString(hash);
    }

    private static byte[] digest(String algorithm, byte[] input) {
        try {
            return MessageDigest.getInstance(algorithm).digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("This Java runtime has no digest algorithm " + algorithm, e);
        }
    }
}
