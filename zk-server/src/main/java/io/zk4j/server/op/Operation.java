/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.op;

import io.zk4j.protocol.Request;

/**
 * One thing that clients can ask for. Stateless; the table {@link Operations} knows them all.
 *
 * @param <Q> the request as decoded
 */
public sealed interface Operation<Q extends Request> permits ReadOperation, WriteOperation, WatchOperation {}
