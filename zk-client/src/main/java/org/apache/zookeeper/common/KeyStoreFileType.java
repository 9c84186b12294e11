/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Format of a key store or trust store, and the ending of the names of such files. */
public enum KeyStoreFileType {
    /** Java key store. */
    JKS(".jks"),
    /** Text with keys and certificates in base 64. */
    PEM(".pem"),
    /** PKCS #12. */
    PKCS12(".p12"),
    /** The format of Bouncy Castle's FIPS provider, which has to be installed. */
    BCFKS(".bcfks");

    private final String defaultFileExtension;

    KeyStoreFileType(String defaultFileExtension) {
        this.defaultFileExtension = defaultFileExtension;
    }

    /** {@return the value of a {@code …Store.type} setting} */
    public String getPropertyValue() {
        return name();
    }

    /** {@return the ending of the names of such files} */
    public String getDefaultFileExtension() {
        return defaultFileExtension;
    }

    /**
     * {@return the type that a setting names; null if the setting is empty}
     *
     * @param propertyValue the value of the setting; null or empty if it is not set
     * @throws IllegalArgumentException if there is none
     */
    public static @Nullable KeyStoreFileType fromPropertyValue(@Nullable String propertyValue) {
        return StringUtils.isBlank(propertyValue)
                ? null
                : valueOf(String.valueOf(propertyValue).trim().toUpperCase(Locale.ROOT));
    }

    /**
     * {@return the type that the ending of a file name stands for}
     *
     * @param filename name or path of the file
     * @throws IllegalArgumentException if there is none
     */
    public static KeyStoreFileType fromFilename(String filename) {
        for (KeyStoreFileType type : values()) {
            if (filename.endsWith(type.defaultFileExtension)) {
                return type;
            }
        }
        throw new IllegalArgumentException("the name of the file " + filename
                + " does not tell its format: it should end in .jks, .p12, .pem or .bcfks, or the type should be set");
    }

    /**
     * {@return the type that a setting names, or else the one that the ending of a file name stands for}
     *
     * @param propertyValue the value of the setting; null or empty if it is not set
     * @param filename name or path of the file
     */
    public static KeyStoreFileType fromPropertyValueOrFileName(@Nullable String propertyValue, String filename) {
        KeyStoreFileType type = fromPropertyValue(propertyValue);
        return type == null ? fromFilename(filename) : type;
    }
}
