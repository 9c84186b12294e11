/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The format of a file with keys or certificates. */
public enum StoreType {
    JKS(".jks"),
    PKCS12(".p12"),
    /** Text: certificates, and for a key store a private key in PKCS #8 in front of them. */
    PEM(".pem"),
    /** Of the BouncyCastle FIPS provider, which the application must have installed. */
    BCFKS(".bcfks");

    private final String fileNameEnding;

    StoreType(String fileNameEnding) {
        this.fileNameEnding = fileNameEnding;
    }

    /**
     * The type with this name, in any case of letters.
     *
     * @throws TlsException if there is none
     */
    public static StoreType named(String setting, String name) {
        for (StoreType type : values()) {
            if (type.name().equals(name.trim().toUpperCase(Locale.ROOT))) {
                return type;
            }
        }
        throw new TlsException(
                setting + ".type is " + name + "; it must be one of " + list(StoreType::name) + ", or not be set");
    }

    /**
     * The type that the ending of a file's name stands for.
     *
     * @throws TlsException if it stands for none
     */
    public static StoreType ofFile(String setting, String fileName) {
        for (StoreType type : values()) {
            if (fileName.toLowerCase(Locale.ROOT).endsWith(type.fileNameEnding)) {
                return type;
            }
        }
        throw new TlsException(
                setting + ".location: the name of " + fileName + " does not tell its format; set " + setting
                        + ".type to one of " + list(StoreType::name) + ", or let the name end in one of "
                        + list(type -> type.fileNameEnding));
    }

    private static String list(java.util.function.Function<StoreType, String> what) {
        return Arrays.stream(values()).map(what).collect(Collectors.joining(", "));
    }
}
