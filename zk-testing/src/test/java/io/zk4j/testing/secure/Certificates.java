/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.secure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Self-signed certificates of this JVM's {@code keytool}, in the formats that clients and servers read. */
public final class Certificates {
    public static final String PASSWORD = "of all the stores";
    private static final long KEYTOOL_SECONDS_MAX = 180;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** A key with a certificate for this name; {@code subjects} are its alternative names, as in {@code dns:localhost}. */
    public Path key(String name, String subjects) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subjects,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Path output = folder.resolve(name + ".out");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool failed: " + Files.readString(output));
        }
        return store;
    }

    /** A store, of the format that its name tells, that trusts the certificates of these keys. */
    public Path trusting(String fileName, Path... keys) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(fileName);
        if (fileName.endsWith(".pem")) {
            var text = new StringBuilder();
            for (Path key : keys) {
                text.append(block("CERTIFICATE", certificate(key).getEncoded()));
            }
            return Files.writeString(file, text);
        }
        KeyStore store = KeyStore.getInstance(fileName.endsWith(".jks") ? "JKS" : "PKCS12");
        store.load(null, null);
        for (Path key : keys) {
            store.setCertificateEntry(key.getFileName().toString(), certificate(key));
        }
        return written(store, file);
    }

    /** The same key and certificate in another format, the one that the name tells. */
    public Path converted(Path key, String fileName) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(fileName);
        KeyStore from = read(key);
        String alias = from.aliases().nextElement();
        Key secret = from.getKey(alias, PASSWORD.toCharArray());
        if (fileName.endsWith(".pem")) {
            return Files.writeString(
                    file,
                    "Bag Attributes: as some programs write them\n" + block("PRIVATE KEY", secret.getEncoded())
                            + block("CERTIFICATE", certificate(key).getEncoded()));
        }
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry(alias, secret, PASSWORD.toCharArray(), from.getCertificateChain(alias));
        return written(store, file);
    }

    private static Certificate certificate(Path key) throws IOException, GeneralSecurityException {
        KeyStore store = read(key);
        return store.getCertificate(store.aliases().nextElement());
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static Path written(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static String block(String label, byte[] content) {
        var lines = new ArrayList<String>();
        lines.add("-----BEGIN " + label + "-----");
        lines.add(new String(LINES.encode(content), US_ASCII));
        lines.add("-----END " + label + "-----\n");
        return String.join("\n", lines);
    }
}
