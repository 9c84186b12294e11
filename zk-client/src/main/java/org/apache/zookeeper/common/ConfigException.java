/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper.common;

/** A configuration that cannot be used: what is wrong, and in which file. */
public class ConfigException extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * An error of its own.
     *
     * @param msg what is wrong, for people
     */
    public ConfigException(String msg) {
        super(msg);
    }

    /**
     * An error with its cause.
     *
     * @param msg what is wrong, for people
     * @param e what it comes from
     */
    public ConfigException(String msg, Exception e) {
        super(msg, e);
    }
}
