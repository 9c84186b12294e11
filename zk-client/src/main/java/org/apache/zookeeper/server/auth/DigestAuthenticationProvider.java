/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The scheme {@code digest}: an id is a user name with a hash of name and password. */
public class DigestAuthenticationProvider {
    /** System property that names the hash; SHA1 unless set. All servers and tools must agree on it. */
    public static final String DIGEST_ALGORITHM_KEY = "zookeeper.DigestAuthenticationProvider.digestAlg";

    private static final String DIGEST_ALGORITHM_DEFAULT = "SHA1";

    /** {@return {@code digest}} */
    public String getScheme() {
        return "digest";
    }

    /**
     * {@return the id of a user for an ACL: {@code user:hash} from {@code user:password}}
     *
     * @param idPassword {@code user:password}
     * @throws NoSuchAlgorithmException if this JVM does not have the hash that the system property names
     */
    public static String generateDigest(String idPassword) throws NoSuchAlgorithmException {
        String user = idPassword.split(":", 2)[0];
        return user + ":" + Base64.getEncoder().encodeToString(digest(idPassword));
    }

    /**
     * The hash of a text.
     *
     * @param idPassword {@code user:password}
     * @return the hash, 20 bytes
     * @throws NoSuchAlgorithmException if this JVM has no SHA-1
     */
    public static byte[] digest(String idPassword) throws NoSuchAlgorithmException {
        String algorithm = System.getProperty(DIGEST_ALGORITHM_KEY, DIGEST_ALGORITHM_DEFAULT);
        return MessageDigest.getInstance(algorithm).digest(idPassword.getBytes(UTF_8));
    }

    /**
     * {@return whether an id has the form of this scheme}
     *
     * @param id the id
     */
    public boolean isValid(String id) {
        String[] parts = id.split(":", -1);
        return parts.length == 2 && !parts[1].isEmpty();
    }

    /**
     * {@return whether a proved id is the one in an ACL}
     *
     * @param id the id
     * @param aclExpr the id that an ACL has
     */
    public boolean matches(String id, String aclExpr) {
        return id.equals(aclExpr);
    }

    /** {@return whether ids of this scheme have to be proved} */
    public boolean isAuthenticated() {
        return true;
    }

    /**
     * {@return the user name of an id}
     *
     * @param id the id
     */
    public String getUserName(String id) {
        return id.split(":", 2)[0];
    }
}
