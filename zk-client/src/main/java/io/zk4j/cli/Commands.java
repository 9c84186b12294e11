/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of all commands. To add one, add a row to its family. */
final class Commands {
    private static final List<Command> ALL = Stream.of(
                    NodeCommands.ROWS,
                    AclCommands.ROWS,
                    QuotaCommands.ROWS,
                    WatchCommands.ROWS,
                    SubtreeCommands.ROWS,
                    TransferCommands.ROWS,
                    EnsembleCommands.ROWS,
                    SessionCommands.ROWS)
            .flatMap(List::stream)
            .toList();
    private static final TreeMap<String, Command> BY_NAME = new TreeMap<>();

    static {
        for (var command : ALL) {
            BY_NAME.put(command.name(), command);
            command.aliases().forEach(alias -> BY_NAME.put(alias, command));
        }
    }

    private Commands() {}

    static List<Command> all() {
        return ALL;
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static Optional<Command> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** A hint for a name that is no command. */
    static String meant(String name) {
        return BY_NAME.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(name)
                        || (name.length() > 1 && (known.startsWith(name) || name.startsWith(known))))
                .findFirst()
                .map(known -> ". Did you mean " + known + "?")
                .orElse(". Try help.");
    }
}
