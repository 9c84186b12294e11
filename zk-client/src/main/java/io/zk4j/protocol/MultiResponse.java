/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.ArrayList;
import java.util.List;

/** Answer to {@code multi} and {@code multiRead}: one result per part, in their order. */
public record MultiResponse(List<MultiResult> results) implements Response {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param results the outcome of each part, in their order
     */
    public MultiResponse {
        results = List.copyOf(results);
    }

    static MultiResponse decode(WireReader in) {
        var results = new ArrayList<MultiResult>();
        while (true) {
            int at = in.offset();
            var header = MultiHeader.decode(in);
            if (header.done()) {
                return new MultiResponse(results);
            }
            results.add(decodeResult(header, at, in));
        }
    }

    private static MultiResult decodeResult(MultiHeader header, int at, WireReader in) {
        var known = OpCode.of(header.type());
        var opCode = known == null ? OpCode.UNKNOWN : known;
        return switch (opCode) {
            case ERROR -> new MultiResult.Failed(in.readInt());
            case CREATE, CREATE2, DELETE, SET_DATA, CHECK, GET_DATA, GET_CHILDREN ->
                new MultiResult.Done(opCode, Responses.decodeBody(opCode, in));
            default ->
                throw new MalformedFrameException(
                        "a result of type " + header.type(), "one that may be part of a multi", at);
        };
    }

    @Override
    public void encode(WireWriter out) {
        results.forEach(result -> result.encode(out));
        MultiHeader.END.encode(out);
    }
}
