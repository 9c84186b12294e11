/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

/** Whether a new connection begins with a SASL login. */
public enum SaslReadiness {
    /** It does not. */
    NOT_USED,
    /** It does: until the login is over nothing else may be sent. */
    READY,
    /** It should, but nobody could be logged in on this side. The watchers are told, and the server decides what it allows. */
    LOGIN_FAILED
}
