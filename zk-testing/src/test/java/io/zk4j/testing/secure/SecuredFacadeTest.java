/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ClientInfo;
import org.apache.zookeeper.server.auth.DigestLoginModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code org.apache.zookeeper.ZooKeeper} with the settings of a secured installation, at Apache's server. */
@SuppressWarnings("try") // close() throws InterruptedException, as in Apache's API
class SecuredFacadeTest {
    @TempDir
    static Path folder;

    private static SecuredServer server;

    private final BlockingQueue<WatchedEvent> events = new LinkedBlockingQueue<>();

    /** What a JAAS file would hold: bob as he is, and somebody who only says that he is bob. */
    private static final class Sections extends Configuration {
        private static final Map<String, String> PASSWORDS =
                Map.of("Bob", SecuredServer.BOBS_PASSWORD, "NotBob", "a guess");

        @Override
        public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
            String password = PASSWORDS.get(name);
            return password == null
                    ? null
                    : new AppConfigurationEntry[] {
                        new AppConfigurationEntry(
                                DigestLoginModule.class.getName(),
                                LoginModuleControlFlag.REQUIRED,
                                Map.of("username", "bob", "password", password))
                    };
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = new SecuredServer(folder);
        Configuration.setConfiguration(new Sections());
    }

    @AfterAll
    static void stop() {
        Configuration.setConfiguration(null);
        server.close();
    }

    private static ZKClientConfig loginOf(String section) {
        var config = new ZKClientConfig();
        config.setProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY, section);
        return config;
    }

    private static ZKClientConfig secure(Path key, Path trust) {
        var config = new ZKClientConfig();
        config.setProperty("zookeeper.client.secure", "true");
        config.setProperty("zookeeper.clientCnxnSocket", "org.apache.zookeeper.ClientCnxnSocketNetty");
        config.setProperty("zookeeper.ssl.keyStore.location", key.toString());
        config.setProperty("zookeeper.ssl.keyStore.password", Certificates.PASSWORD);
        config.setProperty("zookeeper.ssl.trustStore.location", trust.toString());
        config.setProperty("zookeeper.ssl.trustStore.password", Certificates.PASSWORD);
        return config;
    }

    private ZooKeeper open(String address, ZKClientConfig config) throws IOException {
        return new ZooKeeper(address, 20_000, events::add, config);
    }

    private String nextState() throws InterruptedException {
        WatchedEvent event = events.poll(60, TimeUnit.SECONDS);
        return event == null ? "nothing" : event.getState().toString();
    }

    private static List<String> identities(ZooKeeper zk) throws InterruptedException {
        return zk.whoAmI().stream().map(ClientInfo::getAuthScheme).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {".p12", ".jks", ".pem"})
    void storesOfEachFormatOpenTheSecurePort(String ending) throws Exception {
        Path key = ending.equals(".p12")
                ? server.clientKey()
                : server.certificates().converted(server.clientKey(), "client" + ending);
        try (var zk = open(server.secureAddress(), secure(key, server.trust(ending)))) {
            assertThat(identities(zk)).contains("x509");
            assertThat(nextState()).isEqualTo("SyncConnected");
        }
    }

    @Test
    void theLoginIsToldBehindTheConnectionAndAheadOfEverythingElse() throws Exception {
        try (var zk = open(server.plainAddress(), loginOf("Bob"))) {
            zk.create("/by-bob", "x".getBytes(UTF_8), ZooDefs.Ids.CREATOR_ALL_ACL, CreateMode.EPHEMERAL);

            assertThat(nextState()).isEqualTo("SyncConnected");
            assertThat(nextState()).isEqualTo("SaslAuthenticated");
            assertThat(zk.getACL("/by-bob", null))
                    .first()
                    .satisfies(acl -> assertThat(acl.getId()).hasToString("'sasl,'bob\n"));
        }
    }

    @Test
    void aLostConnectionLogsInAgainAndSetsItsWatches() throws Exception {
        try (var zk = open(server.plainAddress(), loginOf("Bob"))) {
            zk.create("/seen-by-bob", new byte[0], ZooDefs.Ids.CREATOR_ALL_ACL, CreateMode.EPHEMERAL);
            zk.getData("/seen-by-bob", true, null);
            zk.getTestable().closeSocket();
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> identities(zk).contains("sasl"));
            zk.setData("/seen-by-bob", new byte[1], -1);

            for (String state : List.of(
                    "SyncConnected", "SaslAuthenticated", "Disconnected", "SyncConnected", "SaslAuthenticated")) {
                assertThat(nextState()).isEqualTo(state);
            }
            assertThat(events.poll(60, TimeUnit.SECONDS))
                    .hasToString("WatchedEvent state:SyncConnected type:NodeDataChanged path:/seen-by-bob zxid: "
                            + zk.exists("/seen-by-bob", false).getMzxid());
        }
    }

    @Test
    void aWrongPasswordIsAuthFailedForGood() throws Exception {
        try (var zk = open(server.plainAddress(), loginOf("NotBob"))) {
            assertThatThrownBy(() -> zk.exists("/", false))
                    .isInstanceOf(KeeperException.AuthFailedException.class)
                    .hasMessageContaining("refused the SASL login");
            assertThat(zk.getState()).isEqualTo(ZooKeeper.States.AUTH_FAILED);
            assertThat(nextState()).isEqualTo("SyncConnected");
            assertThat(nextState()).isEqualTo("AuthFailed");
        }
    }

    @Test
    void withoutTheSectionTheClientTellsSoAndGoesOnWithoutALogin() throws Exception {
        try (var zk = open(server.plainAddress(), loginOf("Nobody"))) {
            assertThat(identities(zk)).doesNotContain("sasl");
            assertThat(nextState()).isEqualTo("AuthFailed");
            assertThat(nextState()).isEqualTo("SyncConnected");
        }
    }

    @Test
    void withoutTheUsualSectionThereIsNoLoginAndNoWord() throws Exception {
        try (var zk = open(server.plainAddress(), new ZKClientConfig())) {
            assertThat(identities(zk)).doesNotContain("sasl");
            assertThat(nextState()).isEqualTo("SyncConnected");
            assertThat(events).isEmpty();
        }
    }

    @Test
    void settingsThatCannotBeUsedAreToldByTheConstructor() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.p12"), "this is no key store");
        var config = secure(garbage, server.trust(".p12"));
        assertThatThrownBy(() -> open(server.secureAddress(), config))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("zookeeper.ssl.keyStore.location", garbage.toString(), "PKCS12");

        config.setProperty("zookeeper.ssl.keyStore.type", "XYZ");
        assertThatThrownBy(() -> open(server.secureAddress(), config))
                .hasMessageContainingAll("zookeeper.ssl.keyStore.type", "XYZ", "PEM");
    }
}
