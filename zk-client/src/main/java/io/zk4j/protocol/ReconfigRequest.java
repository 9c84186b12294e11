/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Changes the membership of the ensemble: either incrementally (joining, leaving) or as a whole (new members).
 *
 * @param curConfigId the version of the configuration that is to be replaced; -1 matches any
 */
public record ReconfigRequest(
        @Nullable String joiningServers,
        @Nullable String leavingServers,
        @Nullable String newMembers,
        long curConfigId) implements Request {
    static ReconfigRequest decode(WireReader in) {
        return new ReconfigRequest(
                in.readNullableString(), in.readNullableString(), in.readNullableString(), in.readLong());
    }

    @Override
    public OpCode opCode() {
        return OpCode.RECONFIG;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeNullableString(joiningServers);
        out.writeNullableString(leavingServers);
        out.writeNullableString(newMembers);
        out.writeLong(curConfigId);
    }
}
