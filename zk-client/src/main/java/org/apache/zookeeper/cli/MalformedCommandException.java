/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.cli;

/** A command has the wrong words. */
public class MalformedCommandException extends CliException {
    private static final long serialVersionUID = 1;

    /**
     * An error of its own.
     *
     * @param message what is wrong, for people
     */
    public MalformedCommandException(String message) {
        super(message);
    }
}
