/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ZKClientConfig;

/**
 * One handle of a client, from the begin of its session to the end: what it hears of the session, the calls it makes, the nodes it watches.
 *
 * <p>Connecting and disconnecting take turns; after the end nothing more is heard.
 */
final class Handle implements Watcher {
    private final Surroundings surroundings;
    private final int number;
    private final String name;
    private final CallOrder order;
    private final Runnable whenExpired;
    private final List<OneShotReader> oneShotReaders;
    private final PersistentReader persistentReader;
    private final EphemeralNode ephemeral;
    private final CountDownLatch isMade = new CountDownLatch(1);
    private volatile ZooKeeper zooKeeper;
    private volatile Event.KeeperState state = Event.KeeperState.Disconnected;
    private volatile boolean isClosing;
    private boolean hasStarted;

    private Handle(Surroundings surroundings, int number, String name, Runnable whenExpired) {
        this.surroundings = surroundings;
        this.number = number;
        this.name = name;
        this.order = new CallOrder(name, surroundings.deadline(number), surroundings);
        this.whenExpired = whenExpired;
        this.oneShotReaders = List.of(
                new OneShotReader(this, surroundings.target(number + 1), false),
                new OneShotReader(this, surroundings.target(number + 2), true));
        this.persistentReader = new PersistentReader(
                this,
                surroundings.target(number + 3),
                number % 2 == 0 ? AddWatchMode.PERSISTENT : AddWatchMode.PERSISTENT_RECURSIVE);
        this.ephemeral = new EphemeralNode(this, surroundings.target(number).ephemeralPath());
    }

    /** Opens the handle of a client; it starts to read as soon as it is connected. */
    static Handle open(Surroundings surroundings, int number, String name, Runnable whenExpired) {
        var handle = new Handle(surroundings, number, name, whenExpired);
        try {
            var config = new ZKClientConfig();
            config.setProperty(
                    ZKClientConfig.ZOOKEEPER_REQUEST_TIMEOUT, Long.toString(surroundings.requestTimeoutMillis(number)));
            handle.zooKeeper = new ZooKeeper(
                    surroundings.connectString(), surroundings.sessionTimeoutMillis(), handle, false, config);
            surroundings.tally().session();
            surroundings.opened().add(new WeakReference<>(handle.zooKeeper));
            handle.isMade.countDown();
            return handle;
        } catch (IOException e) {
            throw new UncheckedIOException("could not open " + name, e);
        }
    }

    Tally tally() {
        return surroundings.tally();
    }

    ZooKeeper zooKeeper() {
        return zooKeeper;
    }

    void call(String what, Consumer<CallOrder.Call> send) {
        order.make(what, send);
    }

    void check(boolean rule, String otherwise) {
        surroundings.violations().check(rule, otherwise);
    }

    /** Runs it soon, whether the session still goes on by then or not. */
    void later(Runnable task) {
        surroundings.later(task);
    }

    /** Judges how a call has failed: whether it may be made again. Failures that a network does not explain are violations. */
    boolean goesOnAfter(int rc, String who) {
        surroundings.tally().failure();
        var code = Code.get(rc);
        boolean mayHappen = switch (code) {
            case CONNECTIONLOSS -> true;
            case SESSIONEXPIRED -> state == Event.KeeperState.Expired || isClosing || isAboutToHearOfTheEnd();
            case REQUESTTIMEOUT -> surroundings.requestTimeoutMillis(number) > 0;
            default -> false;
        };
        check(mayHappen, name + ": " + who + " failed with " + code);
        return code != Code.SESSIONEXPIRED && goesOn();
    }

    /** The handle knows of the end before its event thread can tell. */
    private boolean isAboutToHearOfTheEnd() {
        return !zooKeeper.getState().isAlive();
    }

    boolean goesOn() {
        return state != Event.KeeperState.Expired && !isClosing;
    }

    @Override
    public void process(WatchedEvent event) {
        awaitMade();
        check(event.getType() == Event.EventType.None, name + " has no such watch by default: " + event);
        check(
                state != Event.KeeperState.Expired && state != Event.KeeperState.Closed,
                name + " heard " + event + " after the end");
        switch (event.getState()) {
            case SyncConnected -> {
                check(state == Event.KeeperState.Disconnected, name + " is connected again while " + state);
                state = event.getState();
                onConnected();
            }
            case Disconnected -> {
                // At the start nothing is lost, but that no server is found is told as well.
                check(
                        state == Event.KeeperState.SyncConnected || !hasStarted,
                        name + " is disconnected while " + state);
                state = event.getState();
                persistentReader.disconnected();
            }
            case Expired -> {
                state = event.getState();
                persistentReader.disconnected();
                whenExpired.run();
            }
            case Closed -> {
                check(isClosing, name + " is closed by nobody");
                state = event.getState();
                persistentReader.disconnected();
            }
            default -> check(false, name + " heard " + event);
        }
    }

    private void onConnected() {
        surroundings.tally().connection();
        persistentReader.connected();
        if (!hasStarted) {
            hasStarted = true;
            ephemeral.create();
            persistentReader.start();
            oneShotReaders.forEach(OneShotReader::start);
        }
    }

    boolean isConnected() {
        return state == Event.KeeperState.SyncConnected;
    }

    boolean hasOpenCalls() {
        return order.open() > 0;
    }

    /** Whether its readers have seen the last writes of those that they follow; null if so, or else the first that has not. */
    String laggard(List<Writer.Mark> marks) {
        for (int i = 0; i < oneShotReaders.size(); i++) {
            var mark = marks.get((number + 1 + i) % marks.size());
            if (!oneShotReaders.get(i).hasRead(Long.toString(mark.number()))) {
                return oneShotReaders.get(i) + ", not " + mark;
            }
        }
        var mark = marks.get((number + 3) % marks.size());
        return persistentReader.isUpTo(mark.zxid()) ? null : persistentReader + ", not up to " + mark;
    }

    void checkPersistentEvents(List<Writer.Mark> marks) {
        persistentReader.checkUpTo(marks.get((number + 3) % marks.size()).zxid());
    }

    /** Ends the session. */
    void close(Duration patience) throws InterruptedException {
        isClosing = true;
        long start = System.nanoTime();
        zooKeeper.close();
        check(System.nanoTime() - start < patience.toNanos(), name + " took more than " + patience + " to close");
    }

    private void awaitMade() {
        try {
            isMade.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** For a failure's message. */
    String describe() {
        return name + " " + state + " " + zooKeeper.getState() + ", oldest open call: " + order.oldest();
    }
}
