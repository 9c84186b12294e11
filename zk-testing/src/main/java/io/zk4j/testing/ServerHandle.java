/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

/**
 * A server of a test, wherever it runs: in this JVM ({@link ZkTestServer}) or in a process of its own ({@link ZkProcess}); so a test can be
 * written once for both.
 */
public interface ServerHandle extends AutoCloseable {
    /** {@code 127.0.0.1:port}. */
    String connectString();

    /** The port that clients connect to. */
    int clientPort();

    /** What the server answers to a four-letter word. */
    String ask(String word);

    /** Ends the server without warning; its port stays its own. */
    void kill();

    /** Ends the server and gives its port back. */
    @Override
    void close();
}
