/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.NodeExistsException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Lookout;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds up everybody who waits on it for as long as it is set: one persistent znode, as Curator's class of this name.
 *
 * <p>Thread-safe. A barrier outlives whoever has set it; who waits goes on waiting across a loss of the session.
 */
public final class DistributedBarrier {
    private final ZkFramework zk;
    private final String path;

    /** A handle on the barrier at this path. */
    public DistributedBarrier(ZkFramework zk, String path) {
        this.zk = zk;
        this.path = Paths.validate(path);
    }

    /** Sets it. Completes when it is set, by this call or already before. */
    public Pending<Void> setBarrier() {
        var spec = CreateSpec.of(path, zk.defaultData(), CreateOptions.PERSISTENT)
                .parents(Parents.CONTAINERS)
                .idempotent(true);
        return zk.engine()
                .take(() -> Stages.orIf(
                        NodeExistsException.class,
                        zk.operations().create(spec).thenCompose(created -> Stages.done()),
                        Stages.done()));
    }

    /** Removes it, so that everybody goes on. Completes when it is gone, by this call or already before. */
    public Pending<Void> removeBarrier() {
        return zk.engine().take(() -> zk.operations().remove(path));
    }

    /** Completes with true when there is no barrier; at once if there is none now. Cancelling gives up waiting. */
    public Pending<Boolean> waitOnBarrier() {
        return await(null);
    }

    /**
     * The same for a limited time.
     *
     * @param patience longest time to wait; zero looks once
     * @return true if there is no barrier any more, false if patience ran out before
     */
    public Pending<Boolean> waitOnBarrier(Duration patience) {
        return await(patience);
    }

    private Pending<Boolean> await(@Nullable Duration patience) {
        return Lookout.begin(
                zk,
                path,
                patience,
                false,
                glance -> glance.calls().existsAndWatch(path, glance::changed).thenApply(seen -> {
                    glance.keep(seen.watch());
                    return seen.value().isEmpty();
                }));
    }
}
