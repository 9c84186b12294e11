/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Answer to {@code getAllChildrenNumber}.
 */
public record GetAllChildrenNumberResponse(int totalNumber) implements Response {
    static GetAllChildrenNumberResponse decode(WireReader in) {
        return new GetAllChildrenNumberResponse(in.readInt());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeInt(totalNumber);
    }
}
