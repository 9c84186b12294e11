/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * Sets a watch that stays after it has fired.
 *
 * @param mode see {@link AddWatchMode}
 */
public record AddWatchRequest(String path, int mode) implements Request {
    /** An unknown mode is malformed, as it is answered with {@link ErrorCode#MARSHALLING_ERROR}. */
    static AddWatchRequest decode(WireReader in) {
        var path = in.readString();
        int at = in.offset();
        int mode = in.readInt();
        if (AddWatchMode.of(mode) == null) {
            throw new MalformedFrameException("a watch mode of " + mode, "0 or 1", at);
        }
        return new AddWatchRequest(path, mode);
    }

    @Override
    public OpCode opCode() {
        return OpCode.ADD_WATCH;
    }

    @Override
    public void encode(WireWriter out) {
        out.writeString(path);
        out.writeInt(mode);
    }
}
