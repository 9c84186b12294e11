/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Asks whether this connection has watches of a type on a path; if not, {@link ErrorCode#NO_WATCHER} is the answer.
 *
 * @param type see {@link WatcherType}
 */
public record CheckWatchesRequest(String path, int type) implements Request {
    /** An unknown type is malformed, as it is answered with {@link ErrorCode#MARSHALLING_ERROR}. */
    static CheckWatchesRequest decode(WireReader in) {
        var path = in.readString();
        int at = in.offset();
        int type = in.readInt();
        if (WatcherType.of(type) == null) {
            throw new MalformedFrameException("a watch type of " + type, "1 to 5", at);
        }
        return new CheckWatchesRequest(path, type);
    }

    @Override
    public OpCode opCode() {
        return OpCode.CHECK_WATCHES;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeInt(type);
    }
}
