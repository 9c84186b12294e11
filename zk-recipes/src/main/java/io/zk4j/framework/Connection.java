/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

/**
 * How the connection stood at a moment.
 *
 * @param state what it was
 * @param sessionNumber counts the sessions of this framework, from one; events of an earlier session have a smaller number
 * @param sessionId zero while there is none
 * @param heldUntil until then no server can have ended the session, whatever the network does: what it holds is safe until then
 */
public record Connection(ConnectionState state, long sessionNumber, long sessionId, Deadline heldUntil) {}
