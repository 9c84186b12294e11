/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.secure;

import io.zk4j.client.security.TlsSettings;
import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Apache's server with a port for TLS that insists on certificates, and users {@code bob} and {@code carol} for the SASL login.
 *
 * <p>Its certificate is for {@code localhost}, not for the address.
 */
public final class SecuredServer implements AutoCloseable {
    public static final String BOBS_PASSWORD = "bobs secret";

    private final Path folder;
    private final Certificates certificates;
    private final LoopbackPorts ports = LoopbackPorts.claim(1);
    private final Path serverKey;
    private final Path clientKey;
    private final ZkProcess process;

    public SecuredServer(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        this.folder = folder;
        this.certificates = new Certificates(folder);
        this.serverKey = certificates.key("server", "dns:localhost");
        this.clientKey = certificates.key("client", "dns:client.example");
        Path trust = certificates.trusting("trusted-by-server.p12", clientKey);
        Path jaas = Files.writeString(folder.resolve("server.jaas"), """
                Server {
                    org.apache.zookeeper.server.auth.DigestLoginModule required
                    user_bob="%s" user_carol="carols secret";
                };
                """.formatted(BOBS_PASSWORD));
        this.process = ZkProcess.of(Foreign.apacheServer(), folder.resolve("server"))
                .set("tickTime", "1000")
                .set("4lw.commands.whitelist", "*")
                .set("serverCnxnFactory", "org.apache.zookeeper.server.NettyServerCnxnFactory")
                .set("secureClientPort", Integer.toString(ports.get(0)))
                .set("ssl.keyStore.location", serverKey.toString())
                .set("ssl.keyStore.password", Certificates.PASSWORD)
                .set("ssl.trustStore.location", trust.toString())
                .set("ssl.trustStore.password", Certificates.PASSWORD)
                .set("authProvider.sasl", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider")
                .jvm("-Djava.security.auth.login.config=" + jaas)
                .start();
    }

    public ZkProcess process() {
        return process;
    }

    public Certificates certificates() {
        return certificates;
    }

    /** The port for TLS under the name that the certificate is for. */
    public String secureAddress() {
        return "localhost:" + ports.get(0);
    }

    /** The same port under a name that the certificate is not for. */
    public String secureAddressByNumber() {
        return "127.0.0.1:" + ports.get(0);
    }

    public String plainAddress() {
        return process.connectString();
    }

    public Path serverKey() {
        return serverKey;
    }

    public Path clientKey() {
        return clientKey;
    }

    /** A store that trusts this server; the ending of the name tells the format. */
    public Path trust(String ending) throws IOException, GeneralSecurityException {
        return certificates.trusting("trusts-server" + ending, serverKey);
    }

    /** What a client needs to be let in. */
    public TlsSettings clientTls() throws IOException, GeneralSecurityException {
        return TlsSettings.defaults()
                .withKeyStore(clientKey, Certificates.PASSWORD)
                .withTrustStore(trust(".p12"), Certificates.PASSWORD);
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        process.close();
        ports.close();
    }
}
