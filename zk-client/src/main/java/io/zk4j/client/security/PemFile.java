/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads text files with certificates, and with at most one private key that the first certificates belong to.
 *
 * <p>The key is in PKCS #8, in the clear or encrypted with the password of the store.
 */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448", "DSA");
    private static final String PBES2 = "PBES2";

    private final char[] password;
    private final List<Certificate> certificates = new ArrayList<>();
    private @Nullable PrivateKey key;

    private PemFile(char[] password) {
        this.password = password;
    }

    /** What is in the file, as a key store in memory whose keys have the same password. */
    static KeyStore read(Path file, char[] password) throws IOException, GeneralSecurityException {
        var pem = new PemFile(password);
        Matcher blocks = BLOCK.matcher(Files.readString(file, US_ASCII));
        while (blocks.find()) {
            pem.add(blocks.group(1), Base64.getMimeDecoder().decode(blocks.group(2)));
        }
        if (pem.certificates.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in it (-----BEGIN CERTIFICATE-----)");
        }
        return pem.store();
    }

    private void add(String label, byte[] content) throws GeneralSecurityException {
        switch (label) {
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
                certificates.add(
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content)));
            case "PRIVATE KEY" -> key = privateKey(new PKCS8EncodedKeySpec(content));
            case "ENCRYPTED PRIVATE KEY" -> key = privateKey(decrypted(content));
            default -> {
                if (label.endsWith("PRIVATE KEY")) {
                    throw new GeneralSecurityException("its key is of the old form " + label
                            + "; convert it: openssl pkcs8 -topk8 -in old.pem -out new.pem");
                }
            }
        }
    }

    private PKCS8EncodedKeySpec decrypted(byte[] content) throws GeneralSecurityException {
        try {
            var encrypted = new EncryptedPrivateKeyInfo(content);
            AlgorithmParameters parameters = encrypted.getAlgParameters();
            // The name of the whole scheme only says that its parts are in the parameters, whose text names them.
            String scheme = encrypted.getAlgName().equals(PBES2)
                            || encrypted.getAlgName().startsWith("1.2.840.113549.1.5.13")
                    ? String.valueOf(parameters)
                    : encrypted.getAlgName();
            var secret = SecretKeyFactory.getInstance(scheme).generateSecret(new PBEKeySpec(password));
            var cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, secret, parameters);
            return encrypted.getKeySpec(cipher);
        } catch (IOException | GeneralSecurityException e) {
            throw new GeneralSecurityException(
                    "its private key cannot be decrypted, the password is wrong or missing (" + e.getMessage() + ")",
                    e);
        }
    }

    private static PrivateKey privateKey(PKCS8EncodedKeySpec encoded) throws GeneralSecurityException {
        var failure = new GeneralSecurityException("its private key is of none of the kinds " + KEY_ALGORITHMS);
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (InvalidKeySpecException otherAlgorithm) {
                failure.addSuppressed(otherAlgorithm);
            }
        }
        throw failure;
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key != null) {
            store.setKeyEntry("key", key, password, certificates.toArray(new Certificate[0]));
        } else {
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("certificate-" + i, certificates.get(i));
            }
        }
        return store;
    }
}
