/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/**
 * The first frame of a connection, from the server.
 *
 * @param protocolVersion 0
 * @param timeoutMillis the negotiated session timeout; 0 or less if the session is not valid
 * @param sessionId 0 if the session is not valid
 * @param password 16 bytes, zeros if the session is not valid; a null on the wire is read as empty
 * @param readOnly whether the server is in read-only mode
 * @param hasReadOnly whether {@code readOnly} is on the wire: it is if the request had it
 */
public record ConnectResponse(
        int protocolVersion, int timeoutMillis, long sessionId, Bytes password, boolean readOnly, boolean hasReadOnly) {

    public ConnectResponse {
        if (readOnly && !hasReadOnly) {
            throw new IllegalArgumentException("readOnly cannot be announced without sending the flag");
        }
    }

    public static ConnectResponse decode(WireReader in) {
        int protocolVersion = in.readInt();
        int timeoutMillis = in.readInt();
        long sessionId = in.readLong();
        var password = in.readBytes();
        boolean hasReadOnly = in.remaining() > 0;
        boolean readOnly = hasReadOnly && in.readBoolean();
        return new ConnectResponse(
                protocolVersion,
                timeoutMillis,
                sessionId,
                password == null ? Bytes.EMPTY : password,
                readOnly,
                hasReadOnly);
    }

    public void encode(WireWriter out) {
        out.writeInt(protocolVersion);
        out.writeInt(timeoutMillis);
        out.writeLong(sessionId);
        out.writeBytes(password);
        if (hasReadOnly) {
            out.writeBoolean(readOnly);
        }
    }
}
