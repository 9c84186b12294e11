/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.secure.Certificates;
import io.zk4j.testing.secure.SecuredServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zkCli.sh -client-configuration} at Apache's server, through TLS and with the login of a JAAS file. */
class SecuredShellTest {
    @TempDir
    static Path folder;

    @Test
    void theConfigurationOfApachesShellOpensASecuredServer() throws Exception {
        try (var server = new SecuredServer(folder)) {
            Path configuration = Files.writeString(folder.resolve("client.cfg"), """
                    zookeeper.client.secure=true
                    zookeeper.ssl.keyStore.location=%s
                    zookeeper.ssl.keyStore.password=%s
                    zookeeper.ssl.trustStore.location=%s
                    zookeeper.ssl.trustStore.password=%s
                    """.formatted(
                            server.clientKey(), Certificates.PASSWORD, server.trust(".jks"), Certificates.PASSWORD));
            Path jaas = Files.writeString(folder.resolve("client.jaas"), """
                    Client {
                        org.apache.zookeeper.server.auth.DigestLoginModule required
                        username="bob" password="%s";
                    };
                    """.formatted(SecuredServer.BOBS_PASSWORD));

            var session = new Script(folder, "zkCli.sh")
                    .with("CLIENT_JVMFLAGS", "-Djava.security.auth.login.config=" + jaas)
                    .runWithInput(
                            "whoami\n",
                            "-server",
                            server.secureAddress(),
                            "-client-configuration",
                            configuration.toString());

            assertThat(session.out())
                    .contains("state:SaslAuthenticated")
                    .contains("sasl: bob")
                    .contains("x509: CN=client");
            assertThat(session.status()).isZero();
        }
    }
}
