/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * As {@link SetWatchesRequest}, for clients that also hold persistent watches.
 */
public record SetWatches2Request(
        long relativeZxid,
        List<String> dataWatches,
        List<String> existWatches,
        List<String> childWatches,
        List<String> persistentWatches,
        List<String> persistentRecursiveWatches)
        implements Request {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param relativeZxid the highest zxid seen; what changed since is told at once
     * @param dataWatches paths with a one-shot watch of data
     * @param existWatches paths with a one-shot watch for a znode that was missing
     * @param childWatches paths with a one-shot watch of the children
     * @param persistentWatches paths with a persistent watch
     * @param persistentRecursiveWatches paths with a persistent watch of everything below
     */
    public SetWatches2Request {
        dataWatches = List.copyOf(dataWatches);
        existWatches = List.copyOf(existWatches);
        childWatches = List.copyOf(childWatches);
        persistentWatches = List.copyOf(persistentWatches);
        persistentRecursiveWatches = List.copyOf(persistentRecursiveWatches);
    }

    static SetWatches2Request decode(WireReader in) {
        return new SetWatches2Request(
                in.readLong(),
                in.readStrings(),
                in.readStrings(),
                in.readStrings(),
                in.readStrings(),
                in.readStrings());
    }

    @Override
    public OpCode opCode() {
        return OpCode.SET_WATCHES2;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeLong(relativeZxid);
        out.writeStrings(dataWatches);
        out.writeStrings(existWatches);
        out.writeStrings(childWatches);
        out.writeStrings(persistentWatches);
        out.writeStrings(persistentRecursiveWatches);
    }
}
