/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.node;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.KeptNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A znode that outlives sessions, and goes some time after nobody keeps it any more: a child called {@code touch} is written again and
 * again, and once that has not happened for the time to live, the servers delete both.
 *
 * <p>Thread-safe. Needs servers with TTL nodes. A suspended connection, or a lost session, is no reason for the znode to go, as long as it
 * is over before the time to live. Same znodes as Curator's {@code PersistentTtlNode}.
 */
public final class PersistentTtlNode implements AutoCloseable {
    /** The name of the child that is written. */
    public static final String TOUCH = "touch";

    private static final Logger LOG = LoggerFactory.getLogger(PersistentTtlNode.class);
    private static final int TOUCHES_PER_LIFE = 2;

    private final ZkFramework zk;
    private final Turn turn;
    private final String child;
    private final Duration timeToLive;
    private final KeptNode node;
    private Registration next = () -> {};
    private boolean touching;
    private boolean closed;

    private PersistentTtlNode(ZkFramework zk, String path, Duration timeToLive, Bytes data) {
        this.zk = zk;
        this.turn = zk.engine().turn();
        this.child = Paths.child(path, TOUCH);
        this.timeToLive = timeToLive;
        var spec = CreateSpec.of(path, data, CreateOptions.PERSISTENT.ttl(timeToLive))
                .parents(Parents.CONTAINERS);
        this.node = KeptNode.open(zk, spec, created -> {});
    }

    /**
     * Begins to keep a znode.
     *
     * @param timeToLive how long it stays after this was closed or its program has died, in whole milliseconds
     */
    public static PersistentTtlNode open(ZkFramework zk, String path, Duration timeToLive, Bytes data) {
        var kept = new PersistentTtlNode(zk, path, timeToLive, data);
        kept.turn.execute(kept::touchLater);
        return kept;
    }

    /** Completes with the path when the znode is there for the first time; cancelled if this is closed before. */
    public Pending<String> created() {
        return node.created();
    }

    /** The data of the znode, and of those created later. */
    public Bytes data() {
        return node.data();
    }

    /** Replaces the data, now if the znode is there, and of each znode created later. */
    public Pending<Void> setData(Bytes data) {
        return node.setData(data);
    }

    /** Keeps the znode no longer; the servers delete it when its time has come. */
    public Pending<Void> closeAsync() {
        turn.execute(() -> {
            closed = true;
            next.close();
        });
        return node.letGo();
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    // ---- on the turn

    private void touchLater() {
        if (!closed) {
            next = turn.after(timeToLive.dividedBy(TOUCHES_PER_LIFE), this::touch);
        }
    }

    private void touch() {
        touchLater();
        if (touching || node.actualPath().isEmpty()) {
            return;
        }
        touching = true;
        write(zk.operations()).whenComplete((done, failure) -> {
            touching = false;
            if (failure != null) {
                LOG.warn("{} cannot be touched; trying again in time", child, failure);
            }
        });
    }

    private CompletionStage<Void> write(Operations calls) {
        Bytes data = zk.defaultData();
        var written = calls.setRepeatedly(child, data, Op.ANY_VERSION).thenCompose(stat -> Stages.done());
        return Stages.recover(written, failure -> {
            if (!(failure instanceof NoNodeException) || closed) {
                return CompletableFuture.failedStage(failure);
            }
            var spec = CreateSpec.of(child, data, CreateOptions.PERSISTENT.ttl(timeToLive))
                    .idempotent(true);
            return calls.create(spec).thenCompose(created -> Stages.done());
        });
    }
}
