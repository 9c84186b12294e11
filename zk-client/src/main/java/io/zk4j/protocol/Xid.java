/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

/** The request numbers with a fixed meaning; those a client counts up itself are positive. */
public final class Xid {
    /** A watch event, from the server. */
    public static final int NOTIFICATION = -1;

    /** Every ping and its reply. */
    public static final int PING = -2;

    /** Every auth packet and its reply. */
    public static final int AUTH = -4;

    /** {@code setWatches} as sent by the C client; the Java client takes an ordinary number. */
    public static final int SET_WATCHES = -8;

    private Xid() {}
}
