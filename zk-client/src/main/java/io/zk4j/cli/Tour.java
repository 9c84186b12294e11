/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.EventType;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/** What a ZooKeeper does, shown step by step against real servers; a step that does not do what it says ends the tour. */
final class Tour {
    private static final int SESSION_MILLIS = 15_000;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int EVENTS_KEPT = 100;
    private static final String ROOT = "/quickstart";

    private final String servers;
    private final Ensemble ensemble;
    private final Consumer<String> out;

    /** The servers that the tour is taken through. */
    interface Ensemble {
        /** As {@code kill -9} does. */
        void killLeader() throws ShellException, IOException, InterruptedException;

        /** Starts the killed server again; returns when it follows the new leader. */
        void restartKilled() throws ShellException, IOException, InterruptedException;
    }

    Tour(String servers, Ensemble ensemble, Consumer<String> out) {
        this.servers = servers;
        this.ensemble = ensemble;
        this.out = out;
    }

    void take() throws ShellException, IOException, KeeperException, InterruptedException {
        var states = new Events();
        var zk = new ZooKeeper(servers, SESSION_MILLIS, states);
        try {
            states.await(KeeperState.SyncConnected);
            title("A session: new ZooKeeper(\"" + servers + "\", " + SESSION_MILLIS + ", watcher)");
            say("Connected. The session is 0x" + Long.toHexString(zk.getSessionId())
                    + "; it survives lost connections for " + zk.getSessionTimeout() / 1000 + " s.");
            createAndRead(zk);
            watch(zk);
            standInLine(zk);
            surviveAKill(zk, states);
        } finally {
            zk.close();
        }
        title("That was the tour.");
    }

    private void createAndRead(ZooKeeper zk) throws ShellException, KeeperException, InterruptedException {
        Subtree.deleteIfThere(zk, ROOT);
        title("A node: create and getData");
        zk.create(ROOT, bytes("hello"), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        var stat = new Stat();
        var text = text(zk.getData(ROOT, false, stat));
        check(text.equals("hello"), "the node holds " + text);
        say("Created " + ROOT + " and read it: '" + text + "', version " + stat.getVersion() + ", written as change 0x"
                + Long.toHexString(stat.getMzxid()) + ".");
    }

    private void watch(ZooKeeper zk) throws ShellException, KeeperException, InterruptedException {
        title("A watch: getData with a watcher, then two changes");
        var events = new Events();
        zk.getData(ROOT, events, null);
        zk.setData(ROOT, bytes("one"), -1);
        zk.setData(ROOT, bytes("two"), -1);
        events.await(EventType.NodeDataChanged);
        zk.sync(ROOT);
        check(events.isEmpty(), "the watch fired more than once");
        say("The first change fired the watch, the second did not: a watch fires once, and is then set again by"
                + " the next read.");
    }

    private void standInLine(ZooKeeper zk) throws ShellException, IOException, KeeperException, InterruptedException {
        title("Ephemeral sequential nodes: two clients stand in line");
        var mine = zk.create(ROOT + "/line-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
        String others;
        var states = new Events();
        var other = new ZooKeeper(servers, SESSION_MILLIS, states);
        try {
            states.await(KeeperState.SyncConnected);
            others = other.create(ROOT + "/line-", null, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL_SEQUENTIAL);
            say("This client got " + mine + ", another one " + others + ": the lower number is first.");
        } finally {
            other.close();
        }
        zk.sync(ROOT); // the two may be connected to different servers
        check(zk.exists(others, false) == null, others + " outlived its session");
        check(zk.exists(mine, false) != null, mine + " is gone");
        say("The other client left, and its node went with its session. Locks and leader elections are made of this.");
    }

    private void surviveAKill(ZooKeeper zk, Events states)
            throws ShellException, IOException, KeeperException, InterruptedException {
        title("A crash: the leader is killed with -9 and started again");
        var session = zk.getSessionId();
        var text = text(zk.getData(ROOT, false, null));
        ensemble.killLeader();
        var begun = System.nanoTime();
        states.await(KeeperState.Disconnected);
        states.await(KeeperState.SyncConnected);
        zk.setData(ROOT, bytes("three"), -1);
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        check(zk.getSessionId() == session, "the session is another one");
        check(zk.getChildren(ROOT, false).size() == 1, "the ephemeral node of a living session is gone");
        say("The other two elected a new leader, and " + millis + " ms after the kill this client wrote again, with the"
                + " same session 0x" + Long.toHexString(session) + ".");
        say("Nothing acknowledged was lost: " + ROOT + " held '" + text + "' and now holds '"
                + text(zk.getData(ROOT, false, null)) + "', and this client's place in line is kept.");
        ensemble.restartKilled();
    }

    private void title(String text) {
        out.accept("");
        out.accept("* " + text);
    }

    private void say(String text) {
        out.accept("  " + text);
    }

    private static void check(boolean holds, String otherwise) throws ShellException {
        if (!holds) {
            throw new ShellException("that was not meant to happen: " + otherwise);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte @Nullable [] data) {
        return data == null ? "" : new String(data, StandardCharsets.UTF_8);
    }

    /** Keeps what it is told, for the thread that waits for it. */
    private static final class Events implements Watcher {
        private final ArrayBlockingQueue<WatchedEvent> queue = new ArrayBlockingQueue<>(EVENTS_KEPT);

        @Override
        public void process(WatchedEvent event) {
            // A tour sees a handful of events; what does not fit is a server that comes and goes, and await() will say
            // so.
            queue.offer(event);
        }

        void await(KeeperState state) throws ShellException, InterruptedException {
            await("to be " + state, event -> event.getType() == EventType.None && event.getState() == state);
        }

        void await(EventType type) throws ShellException, InterruptedException {
            await("for " + type, event -> event.getType() == type);
        }

        private void await(String what, Predicate<WatchedEvent> wanted) throws ShellException, InterruptedException {
            var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (true) {
                var event = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new ShellException("waited " + PATIENCE_MILLIS + " ms in vain " + what);
                }
                if (wanted.test(event)) {
                    return;
                }
            }
        }

        boolean isEmpty() {
            return queue.isEmpty();
        }
    }
}
