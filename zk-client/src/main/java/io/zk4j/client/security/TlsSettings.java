/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a client protects its connections with TLS.
 *
 * @param keyStore the client's own key and certificate, for servers that ask for one; null for none
 * @param trustStore the certificates that vouch for servers; null for those that the JVM trusts
 * @param verifyHost whether a server's certificate must name the host that was connected to
 * @param protocol the version of TLS to begin with
 * @param enabledProtocols the versions to allow; empty for the {@code protocol}, and TLSv1.2 below TLSv1.3
 * @param cipherSuites those to allow; empty for what the JVM allows
 * @param checkRevocationLists whether certificates are looked up in the lists that they name
 * @param checkOcsp whether certificates are looked up at the responders that they name
 * @param contexts makes the context in place of the stores
 */
public record TlsSettings(
        @Nullable StoreFile keyStore,
        @Nullable StoreFile trustStore,
        boolean verifyHost,
        String protocol,
        List<String> enabledProtocols,
        List<String> cipherSuites,
        boolean checkRevocationLists,
        boolean checkOcsp,
        @Nullable Supplier<SSLContext> contexts) {
    /** The newest version that JVMs of today know. */
    public static final String TLS_1_3 = "TLSv1.3";

    /** The oldest version that is safe today. */
    public static final String TLS_1_2 = "TLSv1.2";

    public TlsSettings {
        enabledProtocols = List.copyOf(enabledProtocols);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** TLS with what the JVM trusts, and no certificate of its own. */
    public static TlsSettings defaults() {
        return new TlsSettings(null, null, true, TLS_1_3, List.of(), List.of(), false, false, null);
    }

    /** With a key and certificate of the client's own; the name of the file tells its format. */
    public TlsSettings withKeyStore(Path file, String password) {
        return withKeyStore(StoreFile.of("zookeeper.ssl.keyStore", file, password));
    }

    public TlsSettings withKeyStore(@Nullable StoreFile store) {
        return new TlsSettings(
                store,
                trustStore,
                verifyHost,
                protocol,
                enabledProtocols,
                cipherSuites,
                checkRevocationLists,
                checkOcsp,
                contexts);
    }

    /** With the certificates that vouch for servers; the name of the file tells its format. */
    public TlsSettings withTrustStore(Path file, String password) {
        return withTrustStore(StoreFile.of("zookeeper.ssl.trustStore", file, password));
    }

    public TlsSettings withTrustStore(@Nullable StoreFile store) {
        return new TlsSettings(
                keyStore,
                store,
                verifyHost,
                protocol,
                enabledProtocols,
                cipherSuites,
                checkRevocationLists,
                checkOcsp,
                contexts);
    }

    /** Whether a server's certificate must name the host; without, whoever has any trusted certificate can pose as the server. */
    public TlsSettings withVerifyHost(boolean verify) {
        return new TlsSettings(
                keyStore,
                trustStore,
                verify,
                protocol,
                enabledProtocols,
                cipherSuites,
                checkRevocationLists,
                checkOcsp,
                contexts);
    }

    /** With these versions of TLS and cipher suites; an empty list for what is usual. */
    public TlsSettings withVersions(String first, List<String> enabled, List<String> suites) {
        return new TlsSettings(
                keyStore, trustStore, verifyHost, first, enabled, suites, checkRevocationLists, checkOcsp, contexts);
    }

    /** With a look at whether a server's certificate has been revoked. */
    public TlsSettings withRevocation(boolean lists, boolean ocsp) {
        return new TlsSettings(
                keyStore, trustStore, verifyHost, protocol, enabledProtocols, cipherSuites, lists, ocsp, contexts);
    }

    /** With contexts that the application makes itself, one for each connection, in place of the stores. */
    public TlsSettings withContexts(@Nullable Supplier<SSLContext> supplier) {
        return new TlsSettings(
                keyStore,
                trustStore,
                verifyHost,
                protocol,
                enabledProtocols,
                cipherSuites,
                checkRevocationLists,
                checkOcsp,
                supplier);
    }

    /** Whether the certificates are checked by somebody who may wait for the network. */
    boolean mayBlockInHandshake() {
        return checkRevocationLists || checkOcsp || contexts != null;
    }

    /** The versions of TLS to allow. */
    List<String> versions() {
        if (!enabledProtocols.isEmpty()) {
            return enabledProtocols;
        }
        return protocol.equals(TLS_1_3) ? List.of(TLS_1_3, TLS_1_2) : List.of(protocol);
    }
}
