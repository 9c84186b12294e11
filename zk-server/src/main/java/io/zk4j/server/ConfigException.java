/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server;

import java.util.List;

/** A configuration that cannot be run with: for each problem one line with file, line, key, value, and what to do. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;
    private final List<String> warnings;

    public ConfigException(List<String> problems, List<String> warnings) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    public ConfigException(String problem) {
        this(List.of(problem), List.of());
    }

    /** One line each. */
    public List<String> problems() {
        return problems;
    }

    /** What else there is to say of the configuration, which would not have stopped a server; one line each. */
    public List<String> warnings() {
        return warnings;
    }
}
