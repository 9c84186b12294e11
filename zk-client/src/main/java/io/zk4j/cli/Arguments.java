/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words after a command's name, sorted by its {@link Syntax}. */
final class Arguments {
    private final Map<String, String> options;
    private final List<String> positional;

    Arguments(Map<String, String> options, List<String> positional) {
        this.options = Map.copyOf(options);
        this.positional = List.copyOf(positional);
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.get(option));
    }

    int number(String option, int otherwise) throws ShellException {
        return options.containsKey(option) ? parseInt(options.get(option), option) : otherwise;
    }

    long longNumber(String option, long otherwise) throws ShellException {
        return options.containsKey(option) ? parseLong(options.get(option), option) : otherwise;
    }

    int count() {
        return positional.size();
    }

    String get(int index) {
        return positional.get(index);
    }

    Optional<String> find(int index) {
        return index < positional.size() ? Optional.of(positional.get(index)) : Optional.empty();
    }

    List<String> all() {
        return positional;
    }

    /** An argument that names a node. */
    String path(int index) throws ShellException {
        return Failures.checkedPath(positional.get(index));
    }

    /** An argument that names a node to create; a sequential one may end in a slash, and its number becomes its name. */
    String newPath(int index, boolean sequential) throws ShellException {
        Failures.checkedPath(sequential ? positional.get(index) + "0" : positional.get(index));
        return positional.get(index);
    }

    /** The version that a write asks for: {@code -v}, or the old form's last argument; -1 if any will do. */
    int version(int oldFormIndex) throws ShellException {
        if (has("-v")) {
            return number("-v", -1);
        }
        return oldFormIndex < positional.size() ? parseInt(positional.get(oldFormIndex), "the version") : -1;
    }

    static int parseInt(String text, String what) throws ShellException {
        long number = parseLong(text, what);
        if (number != (int) number) {
            throw new ShellException(what + " must be a whole number of at most 32 bits, not '" + text + "'");
        }
        return (int) number;
    }

    static long parseLong(String text, String what) throws ShellException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ShellException(what + " must be a whole number, not '" + text + "'", e);
        }
    }
}
