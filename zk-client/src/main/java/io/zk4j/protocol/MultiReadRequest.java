/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several reads in one go; each fails or succeeds alone.
 *
 * @param requests getData and getChildren; their watch flags travel but set no watch
 */
public record MultiReadRequest(List<Request> requests) implements Request {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param requests the parts, in their order
     */
    public MultiReadRequest {
        requests = List.copyOf(requests);
    }

    static MultiReadRequest decode(WireReader in) {
        return new MultiReadRequest(MultiParts.decode(in, MultiReadRequest::decodePart));
    }

    /** One part, or null if its type has no business here. */
    private static @Nullable Request decodePart(OpCode opCode, WireReader in) {
        return switch (opCode) {
            case GET_DATA -> GetDataRequest.decode(in);
            case GET_CHILDREN -> GetChildrenRequest.decode(in);
            default -> null;
        };
    }

    @Override
    public OpCode opCode() {
        return OpCode.MULTI_READ;
    }

    @Override
    public void encode(WireWriter out) {
        MultiParts.encode(requests, out);
    }
}
