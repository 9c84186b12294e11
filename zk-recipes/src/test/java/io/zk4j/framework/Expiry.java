/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Bytes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Ends the session of a framework behind its back, as only its servers could. */
public final class Expiry {
    private static final int SECONDS_MAX = 20;
    private static final int TRIES_MAX = 100;

    private Expiry() {}

    /**
     * Ends the session and returns when the servers have done so; the framework hears of it a moment later.
     *
     * <p>The framework's client may take its session back before the thief's close has reached the servers, and then the close ends the
     * thief alone. So this is done until the servers say that there is no such session.
     */
    public static void ofSession(ZkFramework framework, String connectString) throws Exception {
        ZkClient client = ((LiveSession) framework.engine().session().client()).client();
        long id = client.state().sessionId();
        Bytes password = client.sessionPassword();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (!stealAndClose(connectString, id, password)) {
                return;
            }
        }
        throw new AssertionError("session 0x" + Long.toHexString(id) + " is still there after " + TRIES_MAX + " tries");
    }

    /** Whether there was such a session. */
    private static boolean stealAndClose(String connectString, long id, Bytes password) throws Exception {
        var thief = ZkClient.builder(connectString).resume(id, password).open();
        try {
            thief.exists("/").toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failed) {
            return !(failed.getCause() instanceof SessionExpiredException);
        } finally {
            thief.closeAsync().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        }
    }
}
