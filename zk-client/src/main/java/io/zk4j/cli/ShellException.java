/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.util.Map;

/**
 * A command that cannot be carried out, in words for the person at the prompt; shown without a stack trace. If a server's refusal is the
 * cause, a program is told its code, and in numbers how far the command has got.
 */
final class ShellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Integer> progress;

    ShellException(String message) {
        super(message);
        this.progress = Map.of();
    }

    ShellException(String message, Throwable cause) {
        this(message, cause, Map.of());
    }

    ShellException(String message, Throwable cause, Map<String, Integer> progress) {
        super(message, cause);
        this.progress = Map.copyOf(progress);
    }

    Map<String, Integer> progress() {
        return progress;
    }
}
