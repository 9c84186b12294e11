/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.common.X509Exception.SSLContextException;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void aSettingIsReadAsWhatItIs() {
        var config = new ZKClientConfig();
        config.setProperty("text", "x");
        config.setProperty("number", " 0x10 ");
        config.setProperty("yes", "TRUE");
        assertThat(config.getProperty("text")).isEqualTo("x");
        assertThat(config.getProperty("none")).isNull();
        assertThat(config.getProperty("none", "default")).isEqualTo("default");
        assertThat(config.getInt("number", 1)).isEqualTo(16);
        assertThat(config.getInt("none", 1)).isEqualTo(1);
        assertThat(config.getLong("none", 1)).isEqualTo(1);
        assertThat(config.getBoolean("yes")).isTrue();
        assertThat(config.getBoolean("none", true)).isTrue();
        config.setProperty("text", null);
        assertThat(config.getProperty("text")).isNull();
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        var config = new ZKClientConfig();
        config.setProperty("jute.maxbuffer", "much");
        assertThatExceptionOfType(NumberFormatException.class)
                .isThrownBy(() -> config.getInt("jute.maxbuffer", 1))
                .withMessageContaining("jute.maxbuffer")
                .withMessageContaining("much");
    }

    @Test
    void settingsOfAFileComeOnTopOfTheOthers() throws Exception {
        Path file = Files.writeString(folder.resolve("client.cfg"), "zookeeper.client.secure = true \n");
        assertThat(new ZKClientConfig(file).getBoolean(ZKClientConfig.SECURE_CLIENT))
                .isTrue();
        assertThat(new ZKClientConfig(file.toString()).getBoolean(ZKClientConfig.SECURE_CLIENT))
                .isTrue();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        File missing = folder.resolve("missing.cfg").toFile();
        assertThatExceptionOfType(QuorumPeerConfig.ConfigException.class)
                .isThrownBy(() -> new ZKClientConfig(missing))
                .withMessageContaining("missing.cfg");
    }

    @Test
    void saslIsAllowedUnlessSwitchedOff() {
        var config = new ZKClientConfig();
        assertThat(config.isSaslClientEnabled()).isTrue();
        config.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
        assertThat(config.isSaslClientEnabled()).isFalse();
    }

    @Test
    void tlsSettingsHaveTheNamesThatConfigurationsUse() {
        try (var names = new ClientX509Util()) {
            assertThat(names.getSslKeystoreLocationProperty()).isEqualTo("zookeeper.ssl.keyStore.location");
            assertThat(names.getSslKeystorePasswdPathProperty()).isEqualTo("zookeeper.ssl.keyStore.passwordPath");
            assertThat(names.getSslTruststoreTypeProperty()).isEqualTo("zookeeper.ssl.trustStore.type");
            assertThat(names.getSslCipherSuitesProperty()).isEqualTo("zookeeper.ssl.ciphersuites");
            assertThat(names.getSslHostnameVerificationEnabledProperty())
                    .isEqualTo("zookeeper.ssl.hostnameVerification");
        }
    }

    @Test
    void aTlsContextIsMadeOfTheStoresThatAreConfigured() throws Exception {
        var config = new ZKConfig();
        config.setProperty("zookeeper.ssl.keyStore.location", emptyStore("key.p12", "secret"));
        config.setProperty("zookeeper.ssl.keyStore.password", "secret");
        config.setProperty("zookeeper.ssl.trustStore.location", emptyStore("trust.p12", "other"));
        Path passwordFile = Files.writeString(folder.resolve("password"), "other\n");
        config.setProperty("zookeeper.ssl.trustStore.passwordPath", passwordFile.toString());
        try (var names = new ClientX509Util()) {
            assertThat(names.createSSLContext(config).getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aStoreThatCannotBeUsedIsNamed() throws Exception {
        var config = new ZKConfig();
        config.setProperty("zookeeper.ssl.keyStore.location", emptyStore("key.p12", "secret"));
        config.setProperty("zookeeper.ssl.keyStore.password", "wrong");
        try (var names = new ClientX509Util()) {
            assertThatExceptionOfType(SSLContextException.class)
                    .isThrownBy(() -> names.createSSLContext(config))
                    .withMessageContaining("key.p12");
        }
    }

    @ParameterizedTest
    @CsvSource({"a.jks, , JKS", "a.p12, , PKCS12", "a.pem, , PEM", "a.jks, pkcs12, PKCS12"})
    void theFormatOfAStoreIsSetOrSeenInItsName(String file, String type, KeyStoreFileType format) {
        assertThat(KeyStoreFileType.fromPropertyValueOrFileName(type, file)).isEqualTo(format);
    }

    @Test
    void aStoreWhoseNameTellsNothingNeedsAType() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyStoreFileType.fromFilename("store"))
                .withMessageContaining("store");
    }

    @Test
    void addressesAreWrittenWithBracketsWhereNeeded() throws UnknownHostException {
        var ipv6 = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        assertThat(NetUtils.formatInetAddr(new InetSocketAddress(ipv6, 3))).isEqualTo("[0:0:0:0:0:0:0:1]:3");
        assertThat(NetUtils.formatInetAddr(InetSocketAddress.createUnresolved("host", 3)))
                .isEqualTo("host:3");
        assertThat(NetUtils.getIPV6HostAndPort("[::1]:33")).containsExactly("::1", "33");
        assertThat(NetUtils.getIPV6HostAndPort("[::1]")).containsExactly("::1");
        assertThat(NetUtils.getIPV6HostAndPort("host:33")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> NetUtils.getIPV6HostAndPort("[::1]33"));
    }

    @Test
    void textsAreSplitAndJoined() {
        assertThat(StringUtils.split("a, b,,c ", ",")).containsExactly("a", "b", "c");
        assertThat(StringUtils.joinStrings(List.of("a", "b"), ",")).isEqualTo("a,b");
        assertThat(StringUtils.joinStrings(null, ",")).isNull();
        assertThat(StringUtils.isBlank(" ")).isTrue();
        assertThat(StringUtils.isEmpty(" ")).isFalse();
    }

    @Test
    void pathsAreChecked() {
        PathUtils.validatePath("/a/b");
        PathUtils.validatePath("/a/", true);
        assertThatIllegalArgumentException().isThrownBy(() -> PathUtils.validatePath("/a/", false));
        assertThatIllegalArgumentException().isThrownBy(() -> PathUtils.validatePath(null));
        assertThat(PathUtils.getTopNamespace("/a/b")).isEqualTo("a");
        assertThat(PathUtils.getTopNamespace("a")).isNull();
    }

    private String emptyStore(String name, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file.toString();
    }
}
