/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CheckRequest;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.DeleteRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests on a small tree, so that they get in each other's way. */
final class RandomRequests {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int DEPTH_MAX = 4;

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    /** A write, or several in one. */
    Request next() {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return new CloseSessionRequest();
        }
        if (kind <= 3) {
            var parts = new ArrayList<Request>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                parts.add(random.nextInt(5) == 0 ? new CheckRequest(path(), version()) : single());
            }
            return new MultiRequest(parts);
        }
        return single();
    }

    private Request single() {
        switch (random.nextInt(7)) {
            case 0, 1, 2 -> {
                int flags = random.nextInt(4);
                return new CreateRequest(OpCode.CREATE2, path(), data(), Acl.OPEN_UNSAFE, flags);
            }
            case 3 -> {
                return new CreateRequest(OpCode.CREATE_CONTAINER, path(), data(), Acl.OPEN_UNSAFE, 4);
            }
            case 4, 5 -> {
                return new DeleteRequest(path(), version());
            }
            default -> {
                return new SetDataRequest(path(), data(), version());
            }
        }
    }

    private String path() {
        var path = new StringBuilder();
        for (int i = random.nextInt(DEPTH_MAX); i >= 0; i--) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.toString();
    }

    private int version() {
        return random.nextInt(3) - 1;
    }

    private Bytes data() {
        return random.nextInt(4) == 0 ? null : Bytes.wrap(new byte[random.nextInt(5)]);
    }
}
