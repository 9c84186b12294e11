/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** What a server answers: the record behind a {@link ReplyHeader}. Read with {@link Responses#decode}. */
public sealed interface Response
        permits AddWatchResponse,
                Create2Response,
                CreateResponse,
                EmptyResponse,
                GetAclResponse,
                GetAllChildrenNumberResponse,
                GetChildren2Response,
                GetChildrenResponse,
                GetDataResponse,
                GetEphemeralsResponse,
                MultiResponse,
                ReconfigResponse,
                SaslResponse,
                StatResponse,
                SyncResponse,
                WhoAmIResponse {

    /**
     * Writes what follows the header.
     *
     * @param out where to write to
     */
    void encode(WireWriter out);
}
