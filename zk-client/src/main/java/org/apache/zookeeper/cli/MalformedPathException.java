/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.cli;

/** A command names a path that is not legal. */
public class MalformedPathException extends CliException {
    private static final long serialVersionUID = 1;

    public MalformedPathException(String message) {
        super(message);
    }
}
