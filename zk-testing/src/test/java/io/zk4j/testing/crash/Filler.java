/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.ExistsRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.testing.wire.RawSession;
import io.zk4j.testing.wire.Received;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Creates znodes as fast as the server takes them, until one is refused or the connection breaks. Runs on its own thread; the
 * outcome is a path for each create that was answered, with the error of the answer.
 */
final class Filler implements Callable<Map<String, Integer>> {
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;
    private static final int GROUP = 64;
    private static final int DATA_BYTES = 1_000;

    private final int port;
    private final String name;
    private final int znodesMax;

    /**
     * @param znodesMax ends it, too
     */
    Filler(int port, String name, int znodesMax) {
        this.port = port;
        this.name = name;
        this.znodesMax = znodesMax;
    }

    @Override
    public Map<String, Integer> call() throws IOException {
        var answers = new LinkedHashMap<String, Integer>();
        try (var session = RawSession.open(port, SESSION_TIMEOUT_MILLIS)) {
            boolean refused = false;
            for (int from = 0; from < znodesMax && !refused; from += GROUP) {
                var creates = group(from);
                try {
                    session.send(List.copyOf(creates));
                } catch (IOException broken) {
                    return answers; // The server is gone.
                }
                for (var create : creates) {
                    if (!(session.receive() instanceof Received.Reply reply)) {
                        return answers;
                    }
                    answers.put(create.path(), reply.err());
                    refused |= reply.err() != 0;
                }
            }
        }
        return answers;
    }

    private List<CreateRequest> group(int from) {
        var creates = new ArrayList<CreateRequest>();
        for (int znode = from; znode < from + GROUP; znode++) {
            creates.add(new CreateRequest(
                    OpCode.CREATE, "/" + name + "-" + znode, Bytes.wrap(new byte[DATA_BYTES]), Acl.OPEN_UNSAFE, 0));
        }
        return creates;
    }

    /** Which of the znodes are there. */
    static Map<String, Boolean> existence(int port, Iterable<String> paths) throws IOException {
        var found = new LinkedHashMap<String, Boolean>();
        try (var session = RawSession.open(port, SESSION_TIMEOUT_MILLIS)) {
            for (String path : paths) {
                found.put(path, session.call(new ExistsRequest(path, false)).err() == 0);
            }
        }
        return found;
    }
}
