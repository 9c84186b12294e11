/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.cli;

/** A command failed because of another exception. */
public class CliWrapperException extends CliException {
    private static final long serialVersionUID = 1;

    /**
     * An error with its cause.
     *
     * @param cause what it comes from
     */
    public CliWrapperException(Throwable cause) {
        super(cause);
    }
}
