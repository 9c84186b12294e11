/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the ephemeral znodes of the calling session.
 *
 * @param prefixPath a string prefix of the wanted paths; null, blank or "/" asks for all
 */
public record GetEphemeralsRequest(@Nullable String prefixPath) implements Request {
    static GetEphemeralsRequest decode(WireReader in) {
        return new GetEphemeralsRequest(in.readNullableString());
    }

    @Override
    public OpCode opCode() {
        return OpCode.GET_EPHEMERALS;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeNullableString(prefixPath);
    }
}
