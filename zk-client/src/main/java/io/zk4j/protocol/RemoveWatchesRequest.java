/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Removes the watches of a type that this connection has on a path; if none, {@link ErrorCode#NO_WATCHER} is the answer.
 *
 * @param type see {@link WatcherType}
 */
public record RemoveWatchesRequest(String path, int type) implements Request {
    /** An unknown type is malformed, as it is answered with {@link ErrorCode#MARSHALLING_ERROR}. */
    static RemoveWatchesRequest decode(WireReader in) {
        var path = in.readString();
        int at = in.offset();
        int type = in.readInt();
        if (WatcherType.of(type) == null) {
            throw new MalformedFrameException("a watch type of " + type, "1 to 5", at);
        }
        return new RemoveWatchesRequest(path, type);
    }

    @Override
    public OpCode opCode() {
        return OpCode.REMOVE_WATCHES;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeInt(type);
    }
}
