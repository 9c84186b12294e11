/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.GetEphemeralsRequest;
import io.zk4j.protocol.GetEphemeralsResponse;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Response;
import io.zk4j.server.tree.TreeView;

/** {@code getEphemerals}: the caller's own ephemerals whose path starts with some letters. */
final class GetEphemerals implements ReadOperation<GetEphemeralsRequest> {
    @Override
    public Response answer(GetEphemeralsRequest request, Caller caller, TreeView view) throws Refused {
        var prefix = request.prefixPath();
        var own = view.ephemerals(caller.sessionId());
        if (prefix == null || prefix.isBlank() || prefix.equals(Paths.ROOT)) {
            return new GetEphemeralsResponse(own);
        }
        return new GetEphemeralsResponse(
                own.stream().filter(path -> path.startsWith(prefix)).toList());
    }
}
