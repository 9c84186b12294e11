/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Answer to {@code getChildren2}: bare names in no particular order, and the parent's {@link Stat}.
 */
public record GetChildren2Response(List<String> children, Stat stat) implements Response {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param children the names of the children
     * @param stat the metadata of the znode
     */
    public GetChildren2Response {
        // A list that keeps its encoding is immutable, and a copy would lose that and cut every name anew.
        children = children instanceof EncodedStrings ? children : List.copyOf(children);
    }

    static GetChildren2Response decode(WireReader in) {
        return new GetChildren2Response(in.readStrings(), Stat.decode(in));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeStrings(children);
        stat.encode(out);
    }
}
