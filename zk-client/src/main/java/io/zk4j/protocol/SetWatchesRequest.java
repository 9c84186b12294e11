/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Re-establishes one-shot watches after a reconnect; what happened since {@code relativeZxid} is caught up by events.
 */
public record SetWatchesRequest(
        long relativeZxid, List<String> dataWatches, List<String> existWatches, List<String> childWatches)
        implements Request {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param relativeZxid the highest zxid seen; what changed since is told at once
     * @param dataWatches paths with a one-shot watch of data
     * @param existWatches paths with a one-shot watch for a znode that was missing
     * @param childWatches paths with a one-shot watch of the children
     */
    public SetWatchesRequest {
        dataWatches = List.copyOf(dataWatches);
        existWatches = List.copyOf(existWatches);
        childWatches = List.copyOf(childWatches);
    }

    static SetWatchesRequest decode(WireReader in) {
        return new SetWatchesRequest(in.readLong(), in.readStrings(), in.readStrings(), in.readStrings());
    }

    @Override
    public OpCode opCode() {
        return OpCode.SET_WATCHES;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeLong(relativeZxid);
        out.writeStrings(dataWatches);
        out.writeStrings(existWatches);
        out.writeStrings(childWatches);
    }
}
