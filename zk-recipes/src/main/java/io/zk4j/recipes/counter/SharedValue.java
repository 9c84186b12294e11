/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import io.zk4j.client.CallTimedOutException;
import io.zk4j.client.NotConnectedException;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.client.SessionExpiredException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.Timers;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.VersionedValue;
import io.zk4j.recipes.primitive.VersionedValue.Version;
import io.zk4j.recipes.primitive.WatchedView;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Data of one znode that is always at hand, and tells its listeners what others make of it; as Curator's class of this name.
 *
 * <p>Thread-safe. While the connection is suspended or lost, the value is what was seen last; when it is back, what was missed is told.
 * Whether one version is newer than another one is decided by the transactions that wrote them, so that version numbers may wrap around
 * and the znode may be deleted and created again.
 */
public final class SharedValue implements AutoCloseable {
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final ZkFramework zk;
    private final String path;
    private final Bytes seed;
    private final VersionedValue value;
    private final AtomicReference<@Nullable Version> seen = new AtomicReference<>();
    private final Set<Consumer<Bytes>> listeners = new CopyOnWriteArraySet<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private @Nullable WatchedView view;
    private boolean closed;

    private SharedValue(ZkFramework zk, String path, Bytes seed) {
        this.zk = zk;
        this.path = Paths.validate(path);
        this.seed = seed;
        this.value = new VersionedValue(zk, path);
    }

    /**
     * Begins to follow the value at this path.
     *
     * @param seed what it is if there is no znode, which is created then
     */
    public static SharedValue open(ZkFramework zk, String path, Bytes seed) {
        var shared = new SharedValue(zk, path, seed);
        zk.engine().turn().execute(shared::begin);
        return shared;
    }

    /** Completes when the value is known for the first time; cancelled if this is closed before. */
    public Pending<Void> started() {
        return zk.engine().take(() -> first);
    }

    /** What was seen last; the seed before anything was. */
    public Bytes getValue() {
        Version last = seen.get();
        return last == null ? seed : last.data();
    }

    /** The same with its version, to be compared with; empty before anything was seen. */
    public Optional<Version> getVersionedValue() {
        return Optional.ofNullable(seen.get());
    }

    /** Sets it whatever it is. Repeated if the reply is lost. */
    public Pending<Void> setValue(Bytes data) {
        return zk.engine()
                .take(() -> value.set(data).thenCompose(version -> {
                    see(version);
                    return Stages.done();
                }));
    }

    /**
     * Sets it if it is still in this version.
     *
     * @return whether it was set; if not, what is there instead is looked up
     */
    public Pending<Boolean> trySetValue(Version previous, Bytes data) {
        return zk.engine()
                .take(() -> value.compareAndSet(previous, data).thenCompose(changed -> {
                    if (changed.isPresent()) {
                        see(changed.get());
                        return Stages.value(true);
                    }
                    return value.get().thenApply(now -> {
                        now.ifPresent(this::see);
                        return false;
                    });
                }));
    }

    /** Tells a listener each later change, this program's own included, one at a time on the executor for callbacks. */
    public Registration addListener(Consumer<Bytes> listener) {
        var inOrder = new Turn(zk.engine().callbacks(), Timers.SYSTEM);
        Consumer<Bytes> ordered = data -> inOrder.execute(() -> listener.accept(data));
        listeners.add(ordered);
        return () -> listeners.remove(ordered);
    }

    /** Follows it no longer; the znode stays. */
    @Override
    public void close() {
        zk.engine().turn().execute(() -> {
            closed = true;
            first.cancel(false);
            if (view != null) {
                view.close();
            }
        });
    }

    private void begin() {
        if (closed) {
            return;
        }
        value.create(seed).onOutcome((created, failure) -> {
            if (failure != null && mayPass(failure)) {
                zk.engine().turn().after(PAUSE_AFTER_FAILURE, this::begin);
            } else if (failure != null) {
                first.completeExceptionally(failure);
            } else if (!closed) {
                view = WatchedView.open(zk, path, Scope.NODE, any -> true, new Follower());
            }
        });
    }

    private boolean mayPass(Throwable failure) {
        boolean noAnswer = failure instanceof NotConnectedException
                || failure instanceof CallTimedOutException
                || failure instanceof OutcomeUnknownException
                || failure instanceof SessionExpiredException;
        return noAnswer && !zk.engine().isClosed();
    }

    private void see(Version version) {
        Version before = seen.get();
        while (before == null || version.stat().mzxid() > before.stat().mzxid()) {
            if (seen.compareAndSet(before, version)) {
                listeners.forEach(listener -> listener.accept(version.data()));
                first.complete(null);
                return;
            }
            before = seen.get();
        }
    }

    /** Sees what the view sees. */
    private final class Follower implements WatchedView.Listener {
        @Override
        public void onChange(WatchedView.Change change) {
            change.after().ifPresent(entry -> see(new Version(entry.data(), entry.stat())));
        }

        @Override
        public void onComplete() {}
    }
}
