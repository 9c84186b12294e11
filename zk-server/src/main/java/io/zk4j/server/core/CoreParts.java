/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.server.op.Operations;
import java.util.function.Consumer;

/**
 * What of the core a {@link Replication} works on.
 *
 * @param failure stops the server
 */
record CoreParts(
        CoreState state,
        CoreState.Access access,
        SessionDesk desk,
        SessionRights rights,
        Proposals proposals,
        DirectRoute direct,
        Operations operations,
        Snapshots snapshots,
        WriteGate gate,
        Clock clock,
        Consumer<Throwable> failure) {}
