/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The first frame of a connection, from the client.
 *
 * @param protocolVersion 0; servers ignore it
 * @param lastZxidSeen the highest zxid in any reply header so far; 0 for a new client
 * @param timeoutMillis the session timeout the client would like
 * @param sessionId the session to continue, or 0 for a new one
 * @param password 16 bytes; zeros or null for a new session
 * @param readOnly whether a server without a quorum is good enough
 * @param hasReadOnly whether {@code readOnly} is on the wire at all: clients before 3.4 do not send it
 */
public record ConnectRequest(
        int protocolVersion,
        long lastZxidSeen,
        int timeoutMillis,
        long sessionId,
        @Nullable Bytes password,
        boolean readOnly,
        boolean hasReadOnly) {

    /**
     * Refuses a contradiction.
     *
     * @param protocolVersion 0
     * @param lastZxidSeen the highest zxid in any reply header so far; 0 for a new client
     * @param timeoutMillis the session timeout
     * @param sessionId the session; 0 for none
     * @param password what proves the session to be the client's
     * @param readOnly whether it is about a server without a quorum
     * @param hasReadOnly whether {@code readOnly} is on the wire
     * @throws IllegalArgumentException if {@code readOnly} is asked for without being sent
     */
    public ConnectRequest {
        if (readOnly && !hasReadOnly) {
            throw new IllegalArgumentException("readOnly cannot be asked for without sending the flag");
        }
    }

    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
    public static ConnectRequest decode(WireReader in) {
        int protocolVersion = in.readInt();
        long lastZxidSeen = in.readLong();
        int timeoutMillis = in.readInt();
        long sessionId = in.readLong();
        var password = in.readBytes();
        boolean hasReadOnly = in.remaining() > 0;
        boolean readOnly = hasReadOnly && in.readBoolean();
        return new ConnectRequest(
                protocolVersion, lastZxidSeen, timeoutMillis, sessionId, password, readOnly, hasReadOnly);
    }

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
    public void encode(WireWriter out) {
        out.writeInt(protocolVersion);
        out.writeLong(lastZxidSeen);
        out.writeInt(timeoutMillis);
        out.writeLong(sessionId);
        out.writeBytes(password);
        if (hasReadOnly) {
            out.writeBoolean(readOnly);
        }
    }
}
