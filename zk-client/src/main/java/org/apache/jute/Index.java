/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.jute;

/** Counts through the elements of a vector while it is read. */
public interface Index {
    /** {@return whether every element has been passed} */
    boolean done();

    /** Passes one element. */
    void incr();
}
