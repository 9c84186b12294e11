/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Response;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.SyncResponse;
import io.zk4j.server.tree.TreeView;

/** {@code sync}: answers when everything that was under way has arrived here. The path is only echoed. */
final class Sync implements ReadOperation<SyncRequest> {
    @Override
    public Response answer(SyncRequest request, Caller caller, TreeView view) throws Refused {
        return new SyncResponse(request.path());
    }

    @Override
    public boolean needsCore(SyncRequest request) {
        return true; // behind the writes that reached the core before it
    }
}
