/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings ({@link ConfigKeys}): everything that is known about a key before a file is read.
 *
 * @param name as it is written in {@code zoo.cfg} (or, for {@link Place#SYSTEM_ONLY}, after {@code -D})
 * @param place where the key may be given
 * @param property the Java system property that also gives it; null for none
 * @param type what values are allowed
 * @param defaultValue the value if nobody gives one; null if there is none
 * @param effect what it does, in a line, with its unit
 * @param secret whether its value must never be printed
 * @param standing whether this server acts on it
 * @param reason for every standing but {@link Standing#USED}: why, and what to do instead
 */
public record ConfigKey<T>(
        String name,
        Place place,
        @Nullable String property,
        ValueType<T> type,
        @Nullable T defaultValue,
        String effect,
        boolean secret,
        Standing standing,
        String reason) {

    /** Where a key may be given. */
    public enum Place {
        /** In the file only. */
        FILE,
        /** In the file, or as the system property {@code zookeeper.NAME}; the file wins. */
        FILE_OR_PROPERTY,
        /** As a system property only; Apache does not read it from the file, and so neither do we. */
        SYSTEM_ONLY
    }

    /** Whether this server acts on a key. */
    public enum Standing {
        USED,
        /** Accepted, and a warning says that nothing comes of it. */
        WITHOUT_EFFECT,
        /** Starting without it would be dangerous (a lock that does not lock), so any value but the default stops the start. */
        REFUSED
    }

    static <T> ConfigKey<T> file(String name, ValueType<T> type, @Nullable T defaultValue, String effect) {
        return new ConfigKey<>(name, Place.FILE, null, type, defaultValue, effect, false, Standing.USED, "");
    }

    static <T> ConfigKey<T> property(String name, ValueType<T> type, @Nullable T defaultValue, String effect) {
        return new ConfigKey<>(
                name,
                Place.FILE_OR_PROPERTY,
                "zookeeper." + name,
                type,
                defaultValue,
                effect,
                false,
                Standing.USED,
                "");
    }

    static <T> ConfigKey<T> systemOnly(String name, ValueType<T> type, @Nullable T defaultValue, String effect) {
        return new ConfigKey<>(name, Place.SYSTEM_ONLY, name, type, defaultValue, effect, false, Standing.USED, "");
    }

    ConfigKey<T> hidden() {
        return new ConfigKey<>(name, place, property, type, defaultValue, effect, true, standing, reason);
    }

    ConfigKey<T> alsoProperty(String otherProperty) {
        return new ConfigKey<>(name, place, otherProperty, type, defaultValue, effect, secret, standing, reason);
    }

    ConfigKey<T> withoutEffect(String why) {
        return new ConfigKey<>(name, place, property, type, defaultValue, effect, secret, Standing.WITHOUT_EFFECT, why);
    }

    ConfigKey<T> refused(String why) {
        return new ConfigKey<>(name, place, property, type, defaultValue, effect, secret, Standing.REFUSED, why);
    }

    /** The value if nobody gives one. */
    public Optional<T> fallback() {
        return Optional.ofNullable(defaultValue);
    }

    /** The value as text, or stars for a secret. */
    String print(T value) {
        return secret ? "********" : type.print(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
