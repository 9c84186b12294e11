/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import java.util.List;

/**
 * Answer to {@code whoAmI}: one entry per identity of the connection.
 */
public record WhoAmIResponse(List<ClientInfo> clientInfo) implements Response {
    /**
     * Copies the lists, so that later changes of them do not count.
     *
     * @param clientInfo the identities
     */
    public WhoAmIResponse {
        clientInfo = List.copyOf(clientInfo);
    }

    static WhoAmIResponse decode(WireReader in) {
        return new WhoAmIResponse(in.readList(ClientInfo::decode));
    }

    @Override
    public void encode(WireWriter out) {
        out.writeList(clientInfo, ClientInfo::encode);
    }
}
