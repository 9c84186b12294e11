/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of parts that {@link MultiRequest} and {@link MultiReadRequest} have in common. */
final class MultiParts {
    /** Reads one part, or answers null if its type has no business in this kind of list. */
    @FunctionalInterface
    interface PartDecoder {
        @Nullable
        Request decode(OpCode opCode, WireReader in);
    }

    private MultiParts() {}

    static List<Request> decode(WireReader in, PartDecoder decoder) {
        var parts = new ArrayList<Request>();
        while (true) {
            int at = in.offset();
            var header = MultiHeader.decode(in);
            if (header.done()) {
                return parts;
            }
            var opCode = OpCode.of(header.type());
            var part = opCode == null ? null : decoder.decode(opCode, in);
            if (part == null) {
                throw new MalformedFrameException(
                        "an operation of type " + header.type(), "one that may be part of this request", at);
            }
            parts.add(part);
        }
    }

    static void encode(List<Request> parts, WireWriter out) {
        for (Request part : parts) {
            new MultiHeader(part.headerType(), false, MultiHeader.NO_ERR).encode(out);
            part.encode(out);
        }
        MultiHeader.END.encode(out);
    }
}
