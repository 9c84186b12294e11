/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import org.jspecify.annotations.Nullable;

/**
 * Who a client logs in as at its servers, and what it expects them to be.
 *
 * @param loginSection the section of the JAAS configuration that logs the client in
 * @param sectionRequired whether it is a failed login if there is no such section; else SASL is not used then
 * @param required whether to connect only if the login on this side succeeds; else the watchers hear of its failure and the client
 *     goes on without, as Apache's does
 * @param password a user with a password, in place of the section
 * @param serviceName first part of the servers' Kerberos principal
 * @param canonicalHost whether the second part is the canonical name of the host, asked of the name service
 * @param serverPrincipal the servers' whole principal, in place of these two; null to make it of them
 */
public record SaslSettings(
        String loginSection,
        boolean sectionRequired,
        boolean required,
        @Nullable UserPassword password,
        String serviceName,
        boolean canonicalHost,
        @Nullable String serverPrincipal) {
    /** The section unless another is named. */
    public static final String DEFAULT_SECTION = "Client";

    /** The service name unless another is named. */
    public static final String DEFAULT_SERVICE = "zookeeper";

    /** A user who proves to know a password without sending it. */
    public record UserPassword(String user, String password) {
        /** Without the password, since this ends up in logs. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** The login of a section of the JAAS configuration, be it a user with a password or a Kerberos principal. */
    public static SaslSettings jaas(String loginSection) {
        return new SaslSettings(loginSection, true, true, null, DEFAULT_SERVICE, true, null);
    }

    /** A user with a password, by DIGEST-MD5. */
    public static SaslSettings digest(String user, String password) {
        return new SaslSettings(
                DEFAULT_SECTION, true, true, new UserPassword(user, password), DEFAULT_SERVICE, true, null);
    }

    /** With the servers' whole Kerberos principal, as in {@code zookeeper/zk1.example.org}. */
    public SaslSettings withServerPrincipal(String principal) {
        return new SaslSettings(
                loginSection, sectionRequired, required, password, serviceName, canonicalHost, principal);
    }
}
