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
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param requests the parts, in their order
     */
    public MultiRequest {
        requests = List.copyOf(requests);
    }

    static MultiRequest decode(WireReader in) {
        return new MultiRequest(MultiParts.decode(in, MultiRequest::decodePart));
    }

    /** One part, or null if its type has no business here. */
    private static @Nullable Request decodePart(OpCode opCode, WireReader in) {
        return switch (opCode) {
            case CREATE, CREATE2, CREATE_CONTAINER -> withFlagsOfAMulti(CreateRequest.decode(opCode, in), in);
            case CREATE_TTL -> CreateTtlRequest.decode(in);
            case DELETE -> DeleteRequest.decode(in);
            case SET_DATA -> SetDataRequest.decode(in);
            case CHECK -> CheckRequest.decode(in);
            default -> null;
        };
    }

    /**
     * Alone, a create with unknown flags, or with those that need a time to live, is a bad argument; inside a multi it makes the
     * whole request malformed. A create with a time to live is a bad argument in both places.
     */
    private static CreateRequest withFlagsOfAMulti(CreateRequest create, WireReader in) {
        var mode = CreateMode.ofFlag(create.flags());
        if (mode == null || mode.isTtl()) {
            throw new MalformedFrameException(
                    "create flags of " + create.flags(), "0 to 4", in.offset() - Integer.BYTES);
        }
        return create;
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
