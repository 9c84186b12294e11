/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;

/** Asks the holder of a lock to give it back. */
public final class Revoker {
    private Revoker() {}

    /**
     * Asks, which only a holder who listens can hear.
     *
     * @param path of the holder's znode, one of {@link InterProcessMutex#participants}; it does not matter if it is gone
     */
    public static Pending<Void> attemptRevoke(ZkFramework zk, String path) {
        return zk.engine()
                .take(() -> Stages.orIf(
                        NoNodeException.class,
                        zk.operations()
                                .setRepeatedly(path, InterProcessMutex.REVOKE, Op.ANY_VERSION)
                                .thenCompose(stat -> Stages.done()),
                        Stages.done()));
    }
}
