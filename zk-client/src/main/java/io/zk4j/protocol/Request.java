/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** What a client asks for: the record behind a {@link RequestHeader}. Read with {@link Requests#decode}. */
public sealed interface Request
        permits AddWatchRequest,
                AuthRequest,
                CheckRequest,
                CheckWatchesRequest,
                CloseSessionRequest,
                CreateRequest,
                CreateTtlRequest,
                DeleteContainerRequest,
                DeleteRequest,
                ExistsRequest,
                GetAclRequest,
                GetAllChildrenNumberRequest,
                GetChildren2Request,
                GetChildrenRequest,
                GetDataRequest,
                GetEphemeralsRequest,
                MultiReadRequest,
                MultiRequest,
                PingRequest,
                ReconfigRequest,
                RemoveWatchesRequest,
                SaslRequest,
                SetAclRequest,
                SetDataRequest,
                SetWatches2Request,
                SetWatchesRequest,
                SyncRequest,
                UnknownRequest,
                WhoAmIRequest {

    /** {@return the operation; {@link OpCode#UNKNOWN} for an {@link UnknownRequest}} */
    OpCode opCode();

    /** {@return the number for {@link RequestHeader#type()}} */
    default int headerType() {
        return opCode().code();
    }

    /**
     * Writes what follows the header.
     *
     * @param out where to write to
     */
    void encode(WireWriter out);
}
