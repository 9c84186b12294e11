/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.CreateMode;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.Request;

/** Tells the requests that would make an ephemeral, for which their session must be known to all servers. */
final class WantedEphemerals {
    private WantedEphemerals() {}

    static boolean in(Request request) {
        if (request instanceof CreateRequest create) {
            var mode = CreateMode.ofFlag(create.flags());
            return mode != null && mode.isEphemeral();
        }
        return request instanceof MultiRequest multi
                && multi.requests().stream().anyMatch(WantedEphemerals::in);
    }
}
