/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of settings ({@link ConfigKeys}): everything that is known about a key before a file is read.
 *
 * @param name as it is written in {@code zoo.cfg}
 * @param place where the key may be given
 * @param properties the Java system properties that also give it, the first one set counts
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
        List<String> properties,
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
        /**
         * As a system property of that very name. Apache does not read it from the file; we do if the property is not
         * set, and say so, because whoever wrote it there meant it.
         */
        PROPERTY_FIRST
    }

    /** Whether this server acts on a key. */
    public enum Standing {
        USED,
        /** Means something between servers only; a server on its own has no use for it and no reason to warn. */
        ENSEMBLE,
        /** Accepted, and a warning says that nothing comes of it. */
        WITHOUT_EFFECT,
        /** Starting without it would be dangerous (a lock that does not lock), so any value but the default stops the start. */
        REFUSED
    }

    /** By name: there is one row for each. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigKey<?> key && name.equals(key.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    static <T> ConfigKey<T> file(String name, ValueType<T> type, @Nullable T defaultValue, String effect) {
        return new ConfigKey<>(name, Place.FILE, List.of(), type, defaultValue, effect, false, Standing.USED, "");
    }

    static <T> ConfigKey<T> property(String name, ValueType<T> type, @Nullable T defaultValue, String effect) {
        return new ConfigKey<>(
                name,
                Place.FILE_OR_PROPERTY,
                List.of("zookeeper." + name),
                type,
                defaultValue,
                effect,
                false,
                Standing.USED,
                "");
    }

    static <T> ConfigKey<T> propertyFirst(String name, ValueType<T> type, @Nullable T defaultValue, String effect) {
        return new ConfigKey<>(
                name, Place.PROPERTY_FIRST, List.of(name), type, defaultValue, effect, false, Standing.USED, "");
    }

    ConfigKey<T> hidden() {
        return new ConfigKey<>(name, place, properties, type, defaultValue, effect, true, standing, reason);
    }

    /** As Apache accepts a few properties without their prefix too. */
    ConfigKey<T> alsoAs(String property) {
        var more = Stream.concat(properties.stream(), Stream.of(property)).toList();
        return new ConfigKey<>(name, place, more, type, defaultValue, effect, secret, standing, reason);
    }

    ConfigKey<T> betweenServers() {
        return new ConfigKey<>(name, place, properties, type, defaultValue, effect, secret, Standing.ENSEMBLE, "");
    }

    ConfigKey<T> withoutEffect(String why) {
        return new ConfigKey<>(
                name, place, properties, type, defaultValue, effect, secret, Standing.WITHOUT_EFFECT, why);
    }

    ConfigKey<T> refused(String why) {
        return new ConfigKey<>(name, place, properties, type, defaultValue, effect, secret, Standing.REFUSED, why);
    }

    /** The value if nobody gives one. */
    public Optional<T> fallback() {
        return Optional.ofNullable(defaultValue);
    }

    /** What to do about a value that is not allowed. */
    String remedy() {
        return defaultValue == null
                ? "Change or remove the line."
                : "Change the line, or remove it for the default " + type.print(defaultValue) + ".";
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
