/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.election;

import io.zk4j.server.quorum.message.Notification;

/** A notification to be sent; it replaces an earlier one to the same server that has not been sent yet. */
public record Outgoing(long to, Notification notification) {}
