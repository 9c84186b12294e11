/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

/** A command that cannot be carried out, in words for the person at the prompt; shown without a stack trace. */
final class ShellException extends Exception {
    private static final long serialVersionUID = 1L;

    ShellException(String message) {
        super(message);
    }

    ShellException(String message, Throwable cause) {
        super(message, cause);
    }
}
