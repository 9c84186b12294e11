/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.ZkClient;
import java.util.concurrent.TimeUnit;

/** Ends the session of a framework behind its back, as only its servers could. */
public final class Expiry {
    private static final int SECONDS_MAX = 20;

    private Expiry() {}

    /** Ends the session and returns when the servers have done so; the framework hears of it a moment later. */
    public static void ofSession(ZkFramework framework, String connectString) throws Exception {
        ZkClient client = ((LiveSession) framework.engine().session().client()).client();
        var thief = ZkClient.builder(connectString)
                .resume(client.state().sessionId(), client.sessionPassword())
                .open();
        thief.exists("/").toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        thief.closeAsync().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
    }
}
