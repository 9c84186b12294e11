/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.core;

import io.zk4j.protocol.Acl;
import io.zk4j.server.storage.SnapshotDigest;
import io.zk4j.server.storage.SnapshotSource;
import io.zk4j.server.tree.DataTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The tree as a snapshot takes it: what must fit together was copied on the core thread, the znodes are walked on the
 * snapshot thread while the core goes on.
 */
final class TreeSnapshot implements SnapshotSource {
    /** The core answers within microseconds; if it does not, it may have stopped, and the snapshot not be wanted any more. */
    private static final long LOOK_UP_MILLIS = 100;

    private final DataTree tree;
    private final CoreState.Access core;
    private final long zxid;
    private final Map<Long, Integer> sessions;
    private final Collection<List<Acl>> acls;
    private final BooleanSupplier abandoned;

    /**
     * A snapshot as of now. Core thread.
     *
     * @param abandoned whether nobody wants it any more
     */
    TreeSnapshot(CoreState state, CoreState.Access core, BooleanSupplier abandoned) {
        this.abandoned = abandoned;
        this.tree = state.tree();
        this.core = core;
        this.zxid = tree.view().zxid();
        this.sessions = state.sessions().timeouts();
        this.acls = List.copyOf(tree.aclLists());
    }

    @Override
    public long zxid() {
        return zxid;
    }

    @Override
    public Map<Long, Integer> sessions() {
        return sessions;
    }

    @Override
    public Collection<List<Acl>> acls() {
        return acls;
    }

    @Override
    public void forEach(ZnodeVisitor visitor) throws IOException {
        try {
            tree.walk(znode -> {
                requireWanted();
                try {
                    visitor.visit(znode.path(), znode);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            requireWanted(); // the walk just ends if the tree is emptied meanwhile
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public @Nullable SnapshotDigest digest() {
        var answer = core.ask(TreeSnapshot::digestOf);
        while (true) {
            try {
                return answer.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                requireWanted();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw abandonment();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the core could not tell the digest", e);
            }
        }
    }

    private void requireWanted() {
        if (abandoned.getAsBoolean()) {
            throw abandonment();
        }
    }

    private static CancellationException abandonment() {
        return new CancellationException("nobody wants it any more");
    }

    private static @Nullable SnapshotDigest digestOf(CoreState state) {
        var digest = state.tree().digest();
        return digest == null ? null : new SnapshotDigest(state.tree().view().zxid(), digest);
    }

    @Override
    public long lastProcessedZxid() {
        return tree.lastZxid();
    }
}
