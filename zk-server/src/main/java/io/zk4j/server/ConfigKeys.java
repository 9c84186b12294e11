/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all settings: one {@link ConfigKey} each. To add a setting, add a row and an accessor. */
public final class ConfigKeys {
    private static final Map<String, ConfigKey<?>> BY_NAME = new LinkedHashMap<>();

    static {
        Stream.of(DataKeys.ROWS, ClientKeys.ROWS, EnsembleKeys.ROWS, SecurityKeys.ROWS, OtherKeys.ROWS)
                .flatMap(List::stream)
                .forEach(key -> BY_NAME.put(key.name(), key));
    }

    private ConfigKeys() {}

    /** All rows, in the order of the table. */
    public static List<ConfigKey<?>> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The row of a name as written in {@code zoo.cfg}. */
    public static Optional<ConfigKey<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
