/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.AuthFailedException;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NotConnectedException;
import io.zk4j.client.SessionState;
import io.zk4j.client.ZkClient;
import io.zk4j.client.ZkClientBuilder;
import io.zk4j.client.security.SaslSettings;
import io.zk4j.client.security.TlsException;
import io.zk4j.client.security.TlsSettings;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ClientInfo;
import io.zk4j.protocol.Perms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link ZkClient} at Apache's server, through TLS and the SASL login. */
class SecuredZkClientTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static SecuredServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new SecuredServer(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ZkClientBuilder builder(String address) {
        return ZkClient.builder(address).sessionTimeout(Duration.ofSeconds(20));
    }

    private static ZkClientBuilder bobWithTls() throws Exception {
        return builder(server.secureAddress())
                .tls(server.clientTls())
                .sasl(SaslSettings.digest("bob", SecuredServer.BOBS_PASSWORD));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static List<String> identities(ZkClient client) {
        return join(client.whoAmI()).stream().map(ClientInfo::authScheme).toList();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ZkClientBuilder builder) {
        try (ZkClient client = builder.deadline(Duration.ofSeconds(30)).open()) {
            return assertThatThrownBy(() -> join(client.exists("/"))).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void isKnownByItsCertificateAndItsLogin() throws Exception {
        try (ZkClient client = bobWithTls().open()) {
            assertThat(join(client.whoAmI()))
                    .contains(new ClientInfo("sasl", "bob"), new ClientInfo("x509", "CN=client"));
        }
    }

    @Test
    void aCallMadeBeforeTheConnectionIsMadeWithTheLogin() throws Exception {
        var forBob = List.of(new Acl(Perms.ALL, "sasl", "bob"));
        try (ZkClient bob = bobWithTls().open();
                ZkClient anybody = builder(server.plainAddress()).open()) {
            join(bob.create("/for-bob", Bytes.ofUtf8("x"), CreateOptions.PERSISTENT.acls(forBob)));
            assertThat(join(bob.get("/for-bob")).data()).isEqualTo(Bytes.ofUtf8("x"));
            assertThatThrownBy(() -> join(anybody.get("/for-bob"))).hasMessageContaining("/for-bob");
        }
    }

    @Test
    void keepsBothWhenTheServerComesBack() throws Exception {
        try (ZkClient client = bobWithTls().open()) {
            long session =
                    join(client.exists("/").thenApply(stat -> client.state())).sessionId();
            server.process().kill();
            await().atMost(PATIENCE).until(() -> client.state().kind() == SessionState.Kind.SUSPENDED);
            server.process().startAgain();

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> identities(client).containsAll(List.of("sasl", "x509")));
            assertThat(client.state().sessionId()).isEqualTo(session);
        }
    }

    @Test
    void aServerThatIsNotTrustedIsNotTalkedTo() throws Exception {
        Path stranger = server.certificates().trusting("trusts-client-only.p12", server.clientKey());
        assertRefused(builder(server.secureAddress())
                        .tls(server.clientTls().withTrustStore(stranger, Certificates.PASSWORD)))
                .hasCauseInstanceOf(NotConnectedException.class)
                .hasMessageContainingAll("vouches", stranger.toString(), "zookeeper.ssl.trustStore.location");
    }

    @Test
    void aServerWhoseCertificateIsForAnotherHostIsNotTalkedTo() throws Exception {
        assertRefused(builder(server.secureAddressByNumber()).tls(server.clientTls()))
                .hasMessageContainingAll("not for 127.0.0.1", "zookeeper.ssl.hostnameVerification");

        try (ZkClient careless = builder(server.secureAddressByNumber())
                .tls(server.clientTls().withVerifyHost(false))
                .open()) {
            assertThat(join(careless.exists("/"))).isPresent();
        }
    }

    @Test
    void aServerThatWantsACertificateSaysSo() throws Exception {
        var nameless = TlsSettings.defaults().withTrustStore(server.trust(".p12"), Certificates.PASSWORD);
        assertRefused(builder(server.secureAddress()).tls(nameless))
                .hasMessageContainingAll("a client without a certificate", "zookeeper.ssl.keyStore.location");
    }

    @Test
    void theWrongPortIsToldFromBothSides() throws Exception {
        assertRefused(builder(server.plainAddress()).tls(server.clientTls().withVerifyHost(false)))
                .hasMessageContaining("secureClientPort");
        assertRefused(builder(server.secureAddress())).hasMessageContaining("TLS");
    }

    @Test
    void aWrongPasswordEndsTheSession() {
        try (ZkClient mallory = builder(server.plainAddress())
                .sasl(SaslSettings.digest("bob", "a guess"))
                .open()) {
            assertThatThrownBy(() -> join(mallory.exists("/")))
                    .hasCauseInstanceOf(AuthFailedException.class)
                    .hasMessageContaining("refused the SASL login");
            assertThat(mallory.state().kind()).isEqualTo(SessionState.Kind.AUTH_FAILED);
        }
    }

    @Test
    void aLoginThatIsAskedForAndCannotBeMadeIsNotDoneWithout() {
        assertRefused(builder(server.plainAddress()).sasl(SaslSettings.jaas("NoSuchSection")))
                .hasMessageContainingAll("no SASL login", "NoSuchSection");
    }

    @Test
    void filesThatCannotBeUsedAreNamedBeforeAnythingIsTried() throws Exception {
        var settings = server.clientTls();
        assertThatThrownBy(() -> builder("localhost")
                        .tls(settings.withKeyStore(server.clientKey(), "another password"))
                        .open())
                .isInstanceOf(TlsException.class)
                .hasMessageContainingAll(
                        "zookeeper.ssl.keyStore.location", server.clientKey().toString(), "the password is wrong");
        assertThatThrownBy(() -> settings.withKeyStore(folder.resolve("key.xyz"), ""))
                .isInstanceOf(TlsException.class)
                .hasMessageContainingAll("zookeeper.ssl.keyStore", "key.xyz", ".p12");
        assertThatThrownBy(() -> builder("localhost")
                        .tls(settings.withVersions("TLSv1.3", List.of("TLSv9"), List.of()))
                        .open())
                .hasMessageContainingAll("zookeeper.ssl.enabledProtocols", "TLSv9", "TLSv1.2");
    }

    @Test
    void aRenewedFileIsUsedByTheNextConnection() throws Exception {
        Path trust = Files.copy(
                server.certificates().trusting("of-yesterday.p12", server.clientKey()), folder.resolve("renewed.p12"));
        try (ZkClient client = builder(server.secureAddress())
                .tls(server.clientTls().withTrustStore(trust, Certificates.PASSWORD))
                .open()) {
            assertThatThrownBy(() -> join(client.within(Duration.ofSeconds(1)).exists("/")))
                    .isInstanceOf(CompletionException.class);
            Files.copy(server.trust(".p12"), trust, StandardCopyOption.REPLACE_EXISTING);

            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> join(client.exists("/")).isPresent());
        }
    }
}
