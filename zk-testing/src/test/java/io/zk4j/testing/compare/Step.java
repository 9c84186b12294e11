/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Request;
import java.util.List;

/** One step of a script, done by one of its sessions while the others only listen. */
public sealed interface Step {
    /** Which session acts, counted from 0. */
    int session();

    /** Requests sent in one go, answered one by one. */
    record Ask(int session, List<Request> requests) implements Step {
        public Ask {
            requests = List.copyOf(requests);
        }
    }

    /** The header of a request, followed by bytes that need not be its body. */
    record AskWithBody(int session, Request asked, Bytes body) implements Step {}

    /** The connection is dropped and the session goes on over another one. */
    record Reattach(int session) implements Step {}

    /** The session ends, and another takes its place. */
    record Renew(int session) implements Step {}
}
