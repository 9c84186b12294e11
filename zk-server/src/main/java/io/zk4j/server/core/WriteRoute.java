/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Request;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.server.op.Caller;
import io.zk4j.server.op.WriteOperation;

/**
 * The way that what a client wants takes until it is decided: through this server's own order of changes, or through the
 * leader's. Owned by the core thread.
 *
 * <p>What is given to be run is run on the core thread, in the order in which it was given for each session; or never, if this
 * server stops serving before.
 */
interface WriteRoute {
    /** Has a client's write decided. {@code then} hears of it when it has been applied here. */
    <Q extends Request> void write(
            WriteOperation<Q> operation, Q request, Caller caller, int cxid, Proposals.WhenApplied then);

    /** Has a session begun that this server has made up the id of. */
    void beginSession(long id, int timeoutMillis, Proposals.WhenApplied then);

    /** Asks whether a session may go on at this server, which then is the only one that it may write through. */
    void resumeSession(long id, int timeoutMillis, Resumption then);

    /** Runs {@code then} when every change that was under way has arrived here. */
    void sync(SyncRequest request, Caller caller, int cxid, Runnable then);

    /** Told whether a session is valid. */
    @FunctionalInterface
    interface Resumption {
        void judged(boolean valid);
    }
}
