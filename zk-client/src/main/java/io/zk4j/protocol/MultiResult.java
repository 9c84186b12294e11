/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** How one part of a multi or of a multiRead ended. */
public sealed interface MultiResult {

    /**
     * Writes the header of the part and what follows it.
     *
     * @param out where to write to
     */
    void encode(WireWriter out);

    /**
     * The part was carried out.
     *
     * @param opCode of the part; {@code CREATE_CONTAINER} and {@code CREATE_TTL} are {@code CREATE2} on the wire
     */
    record Done(OpCode opCode, Response response) implements MultiResult {
        @Override
        public void encode(WireWriter out) {
            new MultiHeader(wireType().code(), false, ErrorCode.OK.code()).encode(out);
            response.encode(out);
        }

        private OpCode wireType() {
            return opCode == OpCode.CREATE_CONTAINER || opCode == OpCode.CREATE_TTL ? OpCode.CREATE2 : opCode;
        }
    }

    /**
     * The part was not carried out.
     *
     * @param err why, see {@link ErrorCode}. In a multi only the part that is at fault has its own error: those before it have 0,
     *     those behind it {@link ErrorCode#RUNTIME_INCONSISTENCY}
     */
    record Failed(int err) implements MultiResult {
        @Override
        public void encode(WireWriter out) {
            new MultiHeader(OpCode.ERROR.code(), false, err).encode(out);
            out.writeInt(err);
        }
    }
}
