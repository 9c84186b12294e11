/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.node;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Timers;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.KeptNode;
import io.zk4j.recipes.primitive.WatchedView;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in a group, and knows who else does.
 *
 * <p>Thread-safe. While the connection is suspended the members are those known last. After a loss this one is out until the next
 * session is in. Same znodes as Curator's {@code GroupMember}: {@code <path>/<id>}, ephemeral, with a payload.
 */
public final class GroupMember implements AutoCloseable {
    private final Engine engine;
    private final String id;
    private final KeptNode node;
    /** Written by the turn, read by everybody. */
    private final ConcurrentSkipListMap<String, Bytes> others = new ConcurrentSkipListMap<>();

    private final CompletableFuture<Map<String, Bytes>> known = new CompletableFuture<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private @Nullable WatchedView view;
    private boolean closed;

    private GroupMember(ZkFramework zk, String path, String id, Bytes payload) {
        this.engine = zk.engine();
        this.id = id;
        var spec = CreateSpec.of(Paths.child(path, id), payload, CreateOptions.EPHEMERAL)
                .parents(Parents.CONTAINERS);
        this.node = KeptNode.open(zk, spec, created -> {});
    }

    /** Joins with what the framework puts into znodes without data: this host's address unless set otherwise. */
    public static GroupMember join(ZkFramework zk, String path, String id) {
        return join(zk, path, id, zk.defaultData());
    }

    /**
     * Joins.
     *
     * @param id names this member, and is a name for a znode
     * @param payload what others see of it
     */
    public static GroupMember join(ZkFramework zk, String path, String id, Bytes payload) {
        var member = new GroupMember(zk, path, id, payload);
        zk.engine().turn().execute(() -> member.watch(zk, path));
        return member;
    }

    /** Completes when this one is in; cancelled if it is closed before. */
    public Pending<String> joined() {
        return node.created();
    }

    /** Who is in the group as far as is known, by id: this one always, with its payload. */
    public SortedMap<String, Bytes> members() {
        var all = new TreeMap<String, Bytes>();
        others.forEach(all::put); // a sorted map's copy would rely on its size, and others come and go meanwhile
        all.put(id, node.data());
        return all;
    }

    /** Completes with the members as soon as they are known for the first time; fails if this is closed before. */
    public Pending<Map<String, Bytes>> known() {
        return engine.take(known::copy);
    }

    /** Tells the members whenever they have changed, one call at a time, on the executor for callbacks. */
    public Registration onChange(Consumer<SortedMap<String, Bytes>> listener) {
        var inOrder = new Turn(engine.callbacks(), Timers.SYSTEM);
        Runnable told = () -> inOrder.execute(() -> listener.accept(members()));
        engine.turn().execute(() -> listeners.add(told));
        return () -> engine.turn().execute(() -> listeners.remove(told));
    }

    /** Replaces what others see of this member. */
    public Pending<Void> setThisData(Bytes payload) {
        return node.setData(payload);
    }

    /** Leaves. Completes when the znode is gone, or goes with its session. Never fails. */
    public Pending<Void> closeAsync() {
        engine.turn().execute(this::stop);
        return node.closeAsync();
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    // ---- on the turn

    private void watch(ZkFramework zk, String path) {
        if (closed) {
            return;
        }
        var listener = new WatchedView.Listener() {
            @Override
            public void onChange(Change change) {
                String name = Paths.name(change.path());
                change.after().ifPresentOrElse(now -> others.put(name, now.data()), () -> others.remove(name));
                if (known.isDone()) {
                    listeners.forEach(Runnable::run);
                }
            }

            @Override
            public void onComplete() {
                if (!known.isDone()) {
                    known.complete(members());
                    listeners.forEach(Runnable::run);
                }
            }
        };
        view = WatchedView.open(zk, path, Scope.CHILDREN, any -> true, listener);
    }

    private void stop() {
        closed = true;
        known.completeExceptionally(new IllegalStateException("the member has left"));
        listeners.clear();
        if (view != null) {
            view.close();
        }
    }
}
