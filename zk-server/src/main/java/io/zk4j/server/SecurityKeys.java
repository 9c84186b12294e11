/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import static io.zk4j.server.ConfigKey.file;
import static io.zk4j.server.ConfigKey.property;
import static io.zk4j.server.ValueType.BOOLEAN;
import static io.zk4j.server.ValueType.PORT;
import static io.zk4j.server.ValueType.TEXT;
import static io.zk4j.server.ValueType.number;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of TLS, SASL and additional authentication providers, none of which this server has yet.
 *
 * <p>A setting that locks something is refused rather than ignored: a server that silently leaves a door open is worse
 * than one that does not start. What only furnishes such a door (key stores, ciphers) is accepted without effect.
 */
final class SecurityKeys {
    private static final String NO_TLS = "this server has no TLS yet; put a TLS proxy in front of clientPort";
    private static final String NO_TLS_BETWEEN_SERVERS =
            "there is no TLS between servers yet; connect them by a network of their own, or by a tunnel";
    private static final String NO_SASL_BETWEEN_SERVERS =
            "there is no SASL between servers yet; let nobody else reach their ports";
    private static final String NO_SASL = "this server has no SASL yet; use the schemes digest and ip";
    private static final String NO_PROVIDERS = "the schemes are world, auth, digest, ip and super";
    private static final String NO_AUDIT = "this server writes no audit log yet";

    static final List<ConfigKey<?>> ROWS =
            Stream.concat(own().stream(), tls().stream()).toList();

    private SecurityKeys() {}

    private static List<ConfigKey<?>> own() {
        return List.of(
                file("secureClientPort", PORT, null, "port for clients with TLS")
                        .refused(NO_TLS),
                file("secureClientPortAddress", TEXT, null, "its address").refused(NO_TLS),
                file("sslQuorum", BOOLEAN, false, "TLS between servers").refused(NO_TLS_BETWEEN_SERVERS),
                file("portUnification", BOOLEAN, false, "TLS and plain between servers")
                        .refused(NO_TLS_BETWEEN_SERVERS),
                file("sslQuorumReloadCertFiles", BOOLEAN, false, "new certificates are noticed")
                        .withoutEffect(NO_TLS_BETWEEN_SERVERS),
                file("quorum.auth.enableSasl", BOOLEAN, false, "SASL between servers")
                        .refused(NO_SASL_BETWEEN_SERVERS),
                file("quorum.auth.learnerRequireSasl", BOOLEAN, false, "learners insist on it")
                        .refused(NO_SASL_BETWEEN_SERVERS),
                file("quorum.auth.serverRequireSasl", BOOLEAN, false, "servers insist on it")
                        .refused(NO_SASL_BETWEEN_SERVERS),
                file("quorum.auth.learner.saslLoginContext", TEXT, "QuorumLearner", "JAAS section")
                        .withoutEffect(NO_SASL_BETWEEN_SERVERS),
                file("quorum.auth.server.saslLoginContext", TEXT, "QuorumServer", "JAAS section")
                        .withoutEffect(NO_SASL_BETWEEN_SERVERS),
                file("quorum.auth.kerberos.servicePrincipal", TEXT, "zkquorum/localhost", "principal of the servers")
                        .withoutEffect(NO_SASL_BETWEEN_SERVERS),
                property("client.portUnification", BOOLEAN, false, "TLS and plain on clientPort")
                        .refused(NO_TLS),
                property("client.certReload", BOOLEAN, false, "new certificates are noticed")
                        .withoutEffect(NO_TLS),
                property("X509AuthenticationProvider.superUser", TEXT, null, "the certificate that may do everything")
                        .withoutEffect(NO_TLS),
                property("superUser", TEXT, null, "the SASL id that may do everything")
                        .withoutEffect(NO_SASL),
                property("IPAuthenticationProvider.usexforwardedfor", BOOLEAN, false, "for the admin server")
                        .withoutEffect("this server has no admin server yet"),
                property("ensembleAuthName", TEXT, null, "names for the scheme ensemble")
                        .withoutEffect(NO_PROVIDERS),
                property("sessionRequireClientSASLAuth", BOOLEAN, false, "clients must log in with SASL")
                        .refused(NO_SASL),
                property("enforce.auth.enabled", BOOLEAN, false, "clients must log in")
                        .refused("this server cannot insist on a login yet; protect nodes with ACLs"),
                property("enforce.auth.schemes", TEXT, null, "with one of these schemes")
                        .withoutEffect("see enforce.auth.enabled"),
                property("allowSaslFailedClients", BOOLEAN, false, "a failed SASL login keeps the session")
                        .withoutEffect(NO_SASL),
                property("SASLAuthenticationProvider.superPassword", TEXT, null, "password of the SASL user super")
                        .hidden()
                        .withoutEffect(NO_SASL),
                property("letAnySaslUserDoX", TEXT, null, "X for every SASL user")
                        .withoutEffect(NO_SASL),
                property("sasl.serverconfig", TEXT, "Server", "JAAS section").withoutEffect(NO_SASL),
                property("kerberos.removeHostFromPrincipal", BOOLEAN, false, "shorter ids")
                        .withoutEffect(NO_SASL),
                property("kerberos.removeRealmFromPrincipal", BOOLEAN, false, "shorter ids")
                        .withoutEffect(NO_SASL),
                property("fips-mode", BOOLEAN, true, "only what FIPS allows").withoutEffect(NO_TLS),
                property("audit.enable", BOOLEAN, false, "an audit log").withoutEffect(NO_AUDIT),
                property("audit.impl.class", TEXT, null, "who writes it").withoutEffect(NO_AUDIT));
    }

    /** The same keys twice, for clients and for servers, as Apache has them. */
    private static List<ConfigKey<?>> tls() {
        var rows = new ArrayList<ConfigKey<?>>();
        for (var prefix : List.of("ssl.", "ssl.quorum.")) {
            for (var store : List.of("keyStore.", "trustStore.")) {
                rows.add(text(prefix + store + "location"));
                rows.add(text(prefix + store + "password").hidden());
                rows.add(text(prefix + store + "passwordPath"));
                rows.add(text(prefix + store + "type"));
            }
            for (var name : List.of("protocol", "enabledProtocols", "ciphersuites", "clientAuth")) {
                rows.add(text(prefix + name));
            }
            for (var name : List.of(
                    "hostnameVerification", "clientHostnameVerification", "allowReverseDnsLookup", "crl", "ocsp")) {
                rows.add(property(prefix + name, BOOLEAN, null, "TLS").withoutEffect(NO_TLS));
            }
            rows.add(property(prefix + "handshakeDetectionTimeoutMillis", number(1), 5000, "milliseconds; TLS")
                    .withoutEffect(NO_TLS));
            rows.add(text(prefix + "context.supplier.class"));
        }
        rows.add(text("ssl.authProvider"));
        rows.add(text("ssl.sslProvider"));
        return rows;
    }

    private static ConfigKey<String> text(String name) {
        return property(name, TEXT, null, "TLS").withoutEffect(NO_TLS);
    }
}
