/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Format of a key store or trust store, and the ending of the names of such files. */
public enum KeyStoreFileType {
    JKS(".jks"),
    PEM(".pem"),
    PKCS12(".p12"),
    BCFKS(".bcfks");

    private final String defaultFileExtension;

    KeyStoreFileType(String defaultFileExtension) {
        this.defaultFileExtension = defaultFileExtension;
    }

    /** Returns the value of a {@code …Store.type} setting. */
    public String getPropertyValue() {
        return name();
    }

    /** Returns the ending of the names of such files. */
    public String getDefaultFileExtension() {
        return defaultFileExtension;
    }

    /**
     * The type that a setting names; null if the setting is empty.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static @Nullable KeyStoreFileType fromPropertyValue(@Nullable String propertyValue) {
        return StringUtils.isBlank(propertyValue)
                ? null
                : valueOf(String.valueOf(propertyValue).trim().toUpperCase(Locale.ROOT));
    }

    /**
     * The type that the ending of a file name stands for.
     *
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

    /** The type that a setting names, or else the one that the ending of a file name stands for. */
    public static KeyStoreFileType fromPropertyValueOrFileName(@Nullable String propertyValue, String filename) {
        KeyStoreFileType type = fromPropertyValue(propertyValue);
        return type == null ? fromFilename(filename) : type;
    }
}
