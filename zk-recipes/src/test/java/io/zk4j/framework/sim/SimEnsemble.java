/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework.sim;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.ZkException;
import io.zk4j.framework.Frameworks;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The servers as one: what they have decided, who has a session, who watches what. Sessions end when nothing was heard of them for the
 * timeout and a while.
 */
public final class SimEnsemble {
    static final long SESSION_MILLIS = 3_000;
    private static final long LOOK_MILLIS = 10;
    private static final long CONTAINERS_MILLIS = 700;

    private final SimWorld world;
    private final SimTree tree = new SimTree(this::changed);
    private final Map<Long, SimSession> live = new HashMap<>();
    private final List<SimSession> all = new ArrayList<>();
    private final Map<String, Consumer<Bytes>> checks = new HashMap<>();
    private final List<Runnable> onlookers = new ArrayList<>();
    private long lastSession;

    public SimEnsemble(SimWorld world) {
        this.world = world;
        world.in(LOOK_MILLIS, this::look);
        world.in(CONTAINERS_MILLIS, this::sweep);
    }

    /** A client of its own. */
    public ZkFramework newClient() {
        return Frameworks.open(
                turn -> {
                    var session = new SimSession(world, this, turn);
                    all.add(session);
                    session.connectIn(world.upTo(50));
                    return session;
                },
                world.chance(0.5) ? Turn.atOnce(world.executor(), world) : new Turn(world.executor(), world),
                world.executor(),
                world::guid,
                world::below);
    }

    SimTree tree() {
        return tree;
    }

    /** Names of the children of a znode, as an onlooker sees them; none if it is not there. */
    public List<String> children(String path) {
        return tree.exists(path).isPresent() ? tree.children(path).names() : List.of();
    }

    /** How many watches are set by sessions that live. */
    public int watches() {
        return live.values().stream().mapToInt(SimSession::watches).sum();
    }

    /** Ends a session without warning, as an administrator can; not one that is cut off by itself. */
    public void killSession(ZkFramework client) {
        long id = client.connection().sessionId();
        if (live.containsKey(id)) {
            end(id);
        }
    }

    /** Cuts the connection of a client for a while. */
    public void cut(ZkFramework client, long millis) {
        SimSession session = live.get(client.connection().sessionId());
        if (session != null) {
            session.cut(millis);
        }
    }

    /** A znode that everybody may write. */
    public void create(String path) {
        tree.apply(List.of(Op.create(path, Bytes.EMPTY, CreateOptions.PERSISTENT)), 0);
    }

    /** Carries out what somebody at the servers wants, if it can be. */
    public void tryApply(Op op) {
        try {
            tree.apply(List.of(op), 0);
        } catch (ZkException refused) {
            // not now
        }
    }

    /** The data of a znode and of all below it as text, by path. */
    public Map<String, String> texts(String path) {
        var texts = new HashMap<String, String>();
        texts.put(path, tree.get(path).text());
        children(path).forEach(name -> texts.putAll(texts(path + "/" + name)));
        return texts;
    }

    /** Tells of each change of a znode's data when it happens. */
    public void onData(String path, Consumer<Bytes> check) {
        checks.put(path, check);
    }

    /** Whether the session of a client is alive in the eyes of the servers. */
    public boolean isAlive(ZkFramework client) {
        return live.containsKey(client.connection().sessionId());
    }

    /** Takes a look after each change of the tree, at that moment. */
    public void onChange(Runnable look) {
        onlookers.add(look);
    }

    long open(SimSession session) {
        lastSession++;
        live.put(lastSession, session);
        return lastSession;
    }

    /** Whether the servers still know a session. */
    public boolean isAlive(long session) {
        return live.containsKey(session);
    }

    void end(long session) {
        if (live.remove(session) != null) {
            tree.endSession(session);
        }
    }

    private void changed(String path, WatchEvent.Kind kind) {
        Consumer<Bytes> check = checks.get(path);
        if (check != null && kind == WatchEvent.Kind.DATA_CHANGED) {
            check.accept(tree.get(path).data());
        }
        onlookers.forEach(Runnable::run);
        List.copyOf(live.values()).forEach(session -> session.onChange(path, kind, tree.zxid()));
    }

    private void look() {
        var overdue = new ArrayList<Long>();
        live.forEach((id, session) -> {
            if (world.nowMillis() - session.heardByServersMillis() > SESSION_MILLIS && world.chance(0.5)) {
                overdue.add(id);
            }
        });
        overdue.forEach(this::end);
        world.in(LOOK_MILLIS, this::look);
    }

    private void sweep() {
        tree.deleteEmptyContainers();
        world.in(CONTAINERS_MILLIS, this::sweep);
    }
}
