/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.BadVersionException;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The data of one znode, changed by comparing and setting.
 *
 * <p>Thread-safe. A change whose reply is lost is never made twice: it fails with {@link io.zk4j.client.OutcomeUnknownException} or
 * {@link io.zk4j.client.SessionExpiredException}, and only the application can know whether to repeat it.
 */
public final class VersionedValue {
    /**
     * What the znode had at a moment.
     *
     * @param data what was in it
     * @param stat its version and times
     */
    public record Version(Bytes data, Stat stat) {}

    /**
     * What a change did.
     *
     * @param before what was there; empty if there was no znode
     * @param after what is there now
     */
    public record Change(Optional<Version> before, Version after) {}

    private final ZkFramework zk;
    private final String path;

    /** The data of the znode at this path, which need not be there. */
    public VersionedValue(ZkFramework zk, String path) {
        this.zk = zk;
        this.path = path;
    }

    /** Reads it; empty if there is no znode. */
    public Pending<Optional<Version>> get() {
        return zk.engine().take(() -> read(zk.operations()));
    }

    /** Creates the znode with its ancestors; false if it is there already. */
    public Pending<Boolean> create(Bytes data) {
        return zk.engine().take(() -> create(zk.operations(), data).thenApply(Optional::isPresent));
    }

    /**
     * Replaces the data if it is still in this version.
     *
     * @return what is there now; empty if the version is another one, or the znode is gone. Fails with {@link IllegalStateException} if
     *     the version is -1: servers count it after 2<sup>32</sup> - 1 changes, and take it for any version when they compare
     */
    public Pending<Optional<Version>> compareAndSet(Version expected, Bytes data) {
        return zk.engine().take(() -> compareAndSet(zk.operations(), expected, data));
    }

    /** Replaces the data whatever it is, creating the znode if need be. */
    public Pending<Version> set(Bytes data) {
        return zk.engine().take(() -> {
            var calls = zk.operations();
            var set = calls.setRepeatedly(path, data, Op.ANY_VERSION).thenApply(stat -> new Version(data, stat));
            return Stages.recover(
                    set,
                    failure -> failure instanceof NoNodeException
                            ? create(calls, data)
                                    .thenCompose(created -> created.map(CompletableFuture::completedStage)
                                            .orElseGet(() -> calls.setRepeatedly(path, data, Op.ANY_VERSION)
                                                    .thenApply(stat -> new Version(data, stat))))
                            : CompletableFuture.failedStage(failure));
        });
    }

    /**
     * Computes a new value from the old one and sets it, as often as it takes for nobody to come in between.
     *
     * @param change from the present data (empty if there is no znode) to the new; empty to give up, so that the stage completes empty.
     *     Called on the turn, so it must not block
     * @param triesMax how often to lose against others before giving up, which completes the stage empty too
     */
    public Pending<Optional<Change>> update(Function<Optional<Bytes>, Optional<Bytes>> change, int triesMax) {
        return zk.engine().take(() -> update(zk.operations(), change, triesMax));
    }

    private CompletionStage<Optional<Change>> update(
            Operations calls, Function<Optional<Bytes>, Optional<Bytes>> change, int triesLeft) {
        if (triesLeft <= 0) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return read(calls).thenCompose(before -> {
            Optional<Bytes> data = change.apply(before.map(Version::data));
            if (data.isEmpty()) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            var changed =
                    before.isPresent() ? compareAndSet(calls, before.get(), data.get()) : create(calls, data.get());
            return changed.thenCompose(after -> after.isPresent()
                    ? CompletableFuture.completedStage(Optional.of(new Change(before, after.get())))
                    : update(calls, change, triesLeft - 1));
        });
    }

    private CompletionStage<Optional<Version>> read(Operations calls) {
        return Stages.orIf(
                NoNodeException.class,
                calls.get(path).thenApply(node -> Optional.of(new Version(node.data(), node.stat()))),
                CompletableFuture.completedStage(Optional.empty()));
    }

    private CompletionStage<Optional<Version>> create(Operations calls, Bytes data) {
        var spec = CreateSpec.of(path, data, CreateOptions.PERSISTENT).parents(CreateSpec.Parents.PERSISTENT);
        return Stages.orIf(
                NodeExistsException.class,
                calls.create(spec).thenApply(created -> Optional.of(new Version(data, created.stat()))),
                CompletableFuture.completedStage(Optional.empty()));
    }

    private CompletionStage<Optional<Version>> compareAndSet(Operations calls, Version expected, Bytes data) {
        if (expected.stat().version() == Op.ANY_VERSION) {
            return CompletableFuture.failedStage(new IllegalStateException(path + " has version " + Op.ANY_VERSION
                    + ", which the servers take for any, so it cannot be compared; set it once without comparing"));
        }
        var set = calls.set(path, data, expected.stat().version())
                .thenApply(stat -> Optional.of(new Version(data, stat)));
        CompletionStage<Optional<Version>> none = CompletableFuture.completedStage(Optional.empty());
        return Stages.orIf(NoNodeException.class, Stages.orIf(BadVersionException.class, set, none), none);
    }
}
