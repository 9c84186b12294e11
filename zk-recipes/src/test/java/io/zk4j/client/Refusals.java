/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;

/** What the client makes of errors that the servers of this build never answer with. */
public final class Refusals {
    private Refusals() {}

    /** The answer of a server that does not know an operation, as it is older. */
    public static ZkException unknownOperation(OpCode operation, String path) {
        return ZkExceptions.refused(operation, path, ErrorCode.UNIMPLEMENTED.code());
    }
}
