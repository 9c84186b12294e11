/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;

/** The exceptions of the real client, for simulated ones. */
public final class Refusals {
    private Refusals() {}

    /** What a server says. */
    public static ZkException refused(OpCode operation, String path, ErrorCode code) {
        return ZkExceptions.refused(operation, path, code.code());
    }

    /** One operation of several fails. */
    public static ZkException multi(int index, ZkException failure, String path) {
        return new MultiFailedException(index, failure, path);
    }

    /** A write without an answer. */
    public static ZkException unknown(String path) {
        return new OutcomeUnknownException(path, path + ": no answer");
    }

    /** A call that had no effect. */
    public static ZkException notConnected(String path) {
        return new NotConnectedException(path, path + ": not connected");
    }
}
