/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with keys and certificates: read in each format, and named with the setting if they cannot be. */
class StoreFileTest {
    private static final String SETTING = "zookeeper.ssl.keyStore";
    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static Path store;
    private static Key key;
    private static Certificate certificate;

    @BeforeAll
    static void makeAKey() throws Exception {
        store = folder.resolve("key.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "k",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=somebody",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.out").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, PASSWORD.toCharArray());
        }
        key = made.getKey("k", PASSWORD.toCharArray());
        certificate = made.getCertificate("k");
    }

    private static StoreFile file(Path path, String password, @Nullable Path passwordFile) {
        return new StoreFile(SETTING, path, StoreType.ofFile(SETTING, path.toString()), password, passwordFile);
    }

    private static String pem(String label, byte[] content) {
        String lines = new String(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(content), US_ASCII);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static Path written(String... blocks) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "x", ".pem"), String.join("", blocks));
    }

    private static String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** A key encrypted with {@code secret}, and its certificate. */
    private static Path encryptedByOpenssl() throws Exception {
        return Path.of(requireNonNull(StoreFileTest.class.getResource("/tls/encrypted-by-openssl.pem"))
                .toURI());
    }

    private static void assertHoldsTheKey(StoreFile file) throws Exception {
        KeyStore read = file.read();
        String alias = read.aliases().nextElement();
        assertThat(read.getKey(alias, file.readPassword())).isEqualTo(key);
        assertThat(read.getCertificateChain(alias)).containsExactly(certificate);
    }

    @Test
    void aKeyIsReadWithAPasswordOrAFileOfOne() throws Exception {
        assertHoldsTheKey(file(store, PASSWORD, null));
        assertHoldsTheKey(file(store, "", Files.writeString(folder.resolve("password"), PASSWORD + "\n")));
    }

    @Test
    void aKeyInTextIsReadFromAmongCommentsAndCertificates() throws Exception {
        assertHoldsTheKey(
                file(written("comments\n", certificatePem(), "key\n", pem("PRIVATE KEY", key.getEncoded())), "", null));
    }

    @Test
    void anEncryptedKeyInTextIsReadWithItsPassword() throws Exception {
        KeyStore read = file(encryptedByOpenssl(), PASSWORD, null).read();
        String alias = read.aliases().nextElement();

        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign((PrivateKey) read.getKey(alias, PASSWORD.toCharArray()));
        signature.update((byte) 1);
        byte[] signed = signature.sign();
        signature.initVerify(read.getCertificate(alias));
        signature.update((byte) 1);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void certificatesInTextAreTrustedEachByItself() throws Exception {
        KeyStore read =
                file(written(certificatePem(), certificatePem()), "", null).read();
        assertThat(read.size()).isEqualTo(2);
        assertThat(read.isCertificateEntry(read.aliases().nextElement())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void aWrongPasswordIsCalledThat(String password) throws Exception {
        assertThatThrownBy(() -> file(store, password, null).read())
                .isInstanceOf(TlsException.class)
                .hasMessageContainingAll(SETTING + ".location", store.toString(), "password", SETTING + ".password");
        Path pem = encryptedByOpenssl();
        assertThatThrownBy(() -> file(pem, password, null).read())
                .hasMessageContainingAll(SETTING, pem.toString(), "password is wrong or missing");
    }

    @Test
    void whatIsWrongWithAFileIsSaid() throws Exception {
        Path nowhere = folder.resolve("nowhere.jks");
        assertThatThrownBy(() -> file(nowhere, PASSWORD, null).read())
                .hasMessageContainingAll(SETTING, nowhere.toString(), "no such file");
        assertThatThrownBy(() -> file(store, "", nowhere).read())
                .hasMessageContainingAll(SETTING + ".passwordPath", nowhere.toString(), "no such file");
        Path empty = written("");
        assertThatThrownBy(() -> file(empty, PASSWORD, null).read())
                .hasMessageContainingAll(SETTING, empty.toString(), "no certificate");
        Path old = written(pem("RSA PRIVATE KEY", new byte[10]), certificatePem());
        assertThatThrownBy(() -> file(old, "", null).read()).hasMessageContaining("openssl pkcs8 -topk8");
        Path bcfks = Files.writeString(folder.resolve("x.bcfks"), "x");
        assertThatThrownBy(() -> file(bcfks, "", null).read()).hasMessageContainingAll("BCFKS", "security provider");
    }

    @Test
    void aPasswordIsNotPrinted() {
        assertThat(file(store, PASSWORD, null))
                .asString()
                .contains(store.toString())
                .doesNotContain(PASSWORD);
        assertThat(SaslSettings.digest("bob", PASSWORD))
                .asString()
                .contains("bob")
                .doesNotContain(PASSWORD);
    }
}
