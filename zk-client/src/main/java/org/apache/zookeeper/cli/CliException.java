/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.cli;

/** What stops a command of the shell. */
public class CliException extends Exception {
    /** The exit status unless another one is given. */
    protected static final int DEFAULT_EXCEPTION_EXIT_CODE = 1;

    private static final long serialVersionUID = 1;

    /** The exit status that a program should end with. */
    protected int exitCode;

    /**
     * An error of its own.
     *
     * @param message what is wrong, for people
     */
    public CliException(String message) {
        this(message, DEFAULT_EXCEPTION_EXIT_CODE);
    }

    /**
     * An error of its own.
     *
     * @param message what is wrong, for people
     * @param exitCode the exit status that a program should end with
     */
    public CliException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /**
     * An error with its cause.
     *
     * @param cause what it comes from
     */
    public CliException(Throwable cause) {
        this(cause, DEFAULT_EXCEPTION_EXIT_CODE);
    }

    /**
     * An error with its cause.
     *
     * @param cause what it comes from
     * @param exitCode the exit status that a program should end with
     */
    public CliException(Throwable cause, int exitCode) {
        super(cause);
        this.exitCode = exitCode;
    }

    /**
     * An error with its cause.
     *
     * @param message what is wrong, for people
     * @param cause what it comes from
     */
    public CliException(String message, Throwable cause) {
        this(message, cause, DEFAULT_EXCEPTION_EXIT_CODE);
    }

    /**
     * An error with its cause.
     *
     * @param message what is wrong, for people
     * @param cause what it comes from
     * @param exitCode the exit status that a program should end with
     */
    public CliException(String message, Throwable cause, int exitCode) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** {@return the exit status that a program should end with} */
    public int getExitCode() {
        return exitCode;
    }
}
