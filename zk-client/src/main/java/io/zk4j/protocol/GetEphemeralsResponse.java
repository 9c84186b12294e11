/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Answer to {@link GetEphemeralsRequest}: whole paths.
 */
public record GetEphemeralsResponse(List<String> ephemerals) implements Response {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param ephemerals the paths
     */
    public GetEphemeralsResponse {
        ephemerals = List.copyOf(ephemerals);
    }

    static GetEphemeralsResponse decode(WireReader in) {
        return new GetEphemeralsResponse(in.readStrings());
    }

    @Override
    public void encode(WireWriter out) {
        out.writeStrings(ephemerals);
    }
}
