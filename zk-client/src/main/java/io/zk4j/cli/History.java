/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of this session of the shell, with the numbers that the prompt gave them. */
final class History {
    private static final int SHOWN = 11;

    private final List<String> lines = new ArrayList<>();

    /** The number that the next line will have. */
    int next() {
        return lines.size();
    }

    void add(String line) {
        lines.add(line);
    }

    Optional<String> line(int number) {
        return number >= 0 && number < lines.size() ? Optional.of(lines.get(number)) : Optional.empty();
    }

    List<String> latest() {
        var latest = new ArrayList<String>();
        for (var i = Math.max(0, lines.size() - SHOWN); i < lines.size(); i++) {
            latest.add(i + " - " + lines.get(i));
        }
        return latest;
    }
}
