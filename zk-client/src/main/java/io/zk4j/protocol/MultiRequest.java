/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several writes that happen all or not at all.
 *
 * @param requests create (all kinds), delete, setData and check
 */
public record MultiRequest(List<Request> requests) implements Request {
    public MultiRequest {
        requests = List.copyOf(requests);
    }

    static MultiRequest decode(WireReader in) {
        return new MultiRequest(MultiParts.decode(in, MultiRequest::decodePart));
    }

    /** One part, or null if its type has no business here. */
    private static @Nullable Request decodePart(OpCode opCode, WireReader in) {
        return switch (opCode) {
            case CREATE, CREATE2, CREATE_CONTAINER -> withKnownFlags(CreateRequest.decode(opCode, in), in);
            case CREATE_TTL -> withKnownFlags(CreateTtlRequest.decode(in), in);
            case DELETE -> DeleteRequest.decode(in);
            case SET_DATA -> SetDataRequest.decode(in);
            case CHECK -> CheckRequest.decode(in);
            default -> null;
        };
    }

    // Alone, a create with unknown flags is a bad argument; inside a multi it makes the whole request malformed.

    private static CreateRequest withKnownFlags(CreateRequest create, WireReader in) {
        checkFlags(create.flags(), in.offset() - Integer.BYTES);
        return create;
    }

    private static CreateTtlRequest withKnownFlags(CreateTtlRequest create, WireReader in) {
        checkFlags(create.flags(), in.offset() - Long.BYTES - Integer.BYTES);
        return create;
    }

    private static void checkFlags(int flags, int at) {
        if (CreateMode.ofFlag(flags) == null) {
            throw new MalformedFrameException("create flags of " + flags, "0 to 6", at);
        }
    }

    @Override
    public OpCode opCode() {
        return OpCode.MULTI;
    }

    @Override
    public void encode(WireWriter out) {
        MultiParts.encode(requests, out);
    }
}
