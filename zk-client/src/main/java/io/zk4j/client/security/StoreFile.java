/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * A file with keys or certificates.
 *
 * @param setting what errors call it, the common beginning of the names of its settings, as in {@code zookeeper.ssl.keyStore}
 * @param password of the file and of the keys in it; empty for none. Not used if there is a password file
 * @param passwordFile holds the password in its first line
 */
public record StoreFile(
        String setting,
        Path file,
        StoreType type,
        String password,
        @Nullable Path passwordFile) {
    /** A store whose format its name tells. */
    static StoreFile of(String setting, Path file, String password) {
        return new StoreFile(setting, file, StoreType.ofFile(setting, file.toString()), password, null);
    }

    /** The password, wherever it is. */
    char[] readPassword() {
        if (passwordFile == null) {
            return password.toCharArray();
        }
        try {
            return Files.readString(passwordFile).strip().toCharArray();
        } catch (IOException e) {
            throw new TlsException(
                    setting + ".passwordPath: cannot read the password file " + passwordFile + " (" + reason(e) + ")",
                    e);
        }
    }

    /**
     * What is in the file.
     *
     * @throws TlsException if it cannot be read, or the password or the format is wrong
     */
    public KeyStore read() {
        char[] secret = readPassword();
        try {
            if (type == StoreType.PEM) {
                return PemFile.read(file, secret);
            }
            var store = KeyStore.getInstance(type.name());
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, secret);
            }
            return store;
        } catch (KeyStoreException e) {
            throw failure(
                    "this JVM cannot read the format " + type
                            + "; install a security provider for it, or convert the file",
                    e);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw failure("the password is wrong; see " + setting + ".password and .passwordPath", e);
            }
            if (Files.isReadable(file)) {
                throw failure(
                        "it is not a whole file of the format " + type + " (" + reason(e) + "), or the password is"
                                + " wrong; see " + setting + ".type, .password and .passwordPath",
                        e);
            }
            throw failure("it cannot be read (" + reason(e) + ")", e);
        } catch (GeneralSecurityException e) {
            throw failure(reason(e), e);
        }
    }

    TlsException failure(String why, Throwable cause) {
        return new TlsException(setting + ".location " + file + ": " + why, cause);
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof AccessDeniedException ? "this process has no permission" : String.valueOf(e.getMessage());
    }

    /** Without the password, since this ends up in logs. */
    @Override
    public String toString() {
        return setting + "[" + file + ", " + type + "]";
    }
}
