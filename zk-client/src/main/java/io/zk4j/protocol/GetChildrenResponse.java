/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Answer to {@code getChildren}: bare names in no particular order.
 */
public record GetChildrenResponse(List<String> children) implements Response {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param children the names of the children
     */
    public GetChildrenResponse {
        // A list that keeps its encoding is immutable, and a copy would lose that and cut every name anew.
        children = children instanceof EncodedStrings ? children : List.copyOf(children);
    }

    static GetChildrenResponse decode(WireReader in) {
        return new GetChildrenResponse(in.readStrings());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeStrings(children);
    }
}
