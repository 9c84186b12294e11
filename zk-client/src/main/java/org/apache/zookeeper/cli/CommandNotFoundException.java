/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.cli;

/** There is no such command. */
public class CommandNotFoundException extends CliException {
    private static final long serialVersionUID = 1;

    /**
     * An error of its own.
     *
     * @param command the command that was typed
     */
    public CommandNotFoundException(String command) {
        super("Command not found: " + command);
    }
}
