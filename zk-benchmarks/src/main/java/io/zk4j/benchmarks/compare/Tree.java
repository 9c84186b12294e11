/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.benchmarks.compare.SteadyLoad.Preparation;
import io.zk4j.benchmarks.load.WireConnection;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import java.io.IOException;

/** The znodes that workloads use. */
final class Tree {
    private Tree() {}

    /** A parent and so many children, called by their numbers, with so many bytes of data each. */
    static Preparation fan(String parent, int children, int dataBytes) {
        return connection -> {
            connection.send(create(parent, 0));
            for (int i = 0; i < children; i++) {
                connection.send(create(parent + "/" + i, dataBytes));
            }
            for (int i = 0; i <= children; i++) {
                requireThere(connection, parent);
            }
        };
    }

    private static void requireThere(WireConnection connection, String parent) throws IOException {
        int error = connection.receive().err();
        if (error != ErrorCode.OK.code() && error != ErrorCode.NODE_EXISTS.code()) {
            throw new IOException("a create below " + parent + " was answered with error " + error);
        }
    }

    static Request create(String path, int dataBytes) {
        return new CreateRequest(OpCode.CREATE, path, data(dataBytes), Acl.OPEN_UNSAFE, 0);
    }

    static Bytes data(int bytes) {
        return Bytes.wrap(new byte[bytes]);
    }
}
