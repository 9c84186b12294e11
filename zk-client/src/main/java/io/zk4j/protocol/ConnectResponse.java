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

    /**
     * Refuses a contradiction.
     *
     * @param protocolVersion 0
     * @param timeoutMillis the session timeout
     * @param sessionId the session; 0 for none
     * @param password what proves the session to be the client's
     * @param readOnly whether it is about a server without a quorum
     * @param hasReadOnly whether {@code readOnly} is on the wire
     * @throws IllegalArgumentException if {@code readOnly} is set without being sent
     */
    public ConnectResponse {
        if (readOnly && !hasReadOnly) {
            throw new IllegalArgumentException("readOnly cannot be announced without sending the flag");
        }
    }

    /**
     * Reads the record.
     *
     * @param in where to read from, at its first field
     * @return the record
     * @throws MalformedFrameException if the bytes are not such a record
     */
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

    /**
     * Writes the record, in the order of its fields.
     *
     * @param out where to write to
     */
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
