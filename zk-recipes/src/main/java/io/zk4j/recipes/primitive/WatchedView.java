/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.Children;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.client.WatchMode;
import io.zk4j.framework.Connection;
import io.zk4j.framework.ConnectionState;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Session;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mirror of a znode, its children or everything below it, which tells each change in the order of the servers.
 *
 * <p>One persistent watch says what has changed, and each event leads to a read of that znode; events and replies come in the order of
 * the session, so changes do too, and several changes of one znode may be told as one. After each interruption everything is read
 * anew, and the difference told. Belongs to the turn altogether: it is opened, asked and told of by steps of the turn.
 */
public final class WatchedView {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedView.class);
    private static final int READS_AT_ONCE_MAX = 256;
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(1);

    /** How much is mirrored. */
    public enum Scope {
        /** The znode alone, whether it is there or not. */
        NODE,
        /** Its children, without the znode itself. */
        CHILDREN,
        /** The znode and everything below it. */
        SUBTREE
    }

    /** A znode as it was read. */
    public record Entry(String path, Bytes data, Stat stat) {}

    /**
     * A znode came, went or got other data.
     *
     * @param before empty if it was not there
     * @param after empty if it is not there any more
     */
    public record Change(Optional<Entry> before, Optional<Entry> after) {
        /** The znode. */
        public String path() {
            return after.or(() -> before).orElseThrow().path();
        }
    }

    /** Hears what happens, on the turn. */
    public interface Listener {
        /** A change, after it was made in the view. */
        void onChange(Change change);

        /** The view shows everything as it was at some moment since the last interruption, or since it was opened. */
        void onComplete();

        /** The view may be out of date from now on. */
        default void onStale() {}
    }

    private final ZkFramework zk;
    private final Engine engine;
    private final String root;
    private final Scope scope;
    private final Predicate<String> included;
    private final Listener listener;
    private final Registration connection;
    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /** What is still to be read, and what is being read; a znode that changes while it is read is read once more. */
    private final Queue<Runnable> reads = new ArrayDeque<>();

    private final Map<String, Boolean> beingRead = new HashMap<>();
    private final Set<String> unseen = new HashSet<>();
    private int readsUnderWay;
    private boolean scanning;
    private @Nullable Deadline staleSince;
    private @Nullable WatchHandle watch;
    /** Grows with each interruption; what comes from an earlier round is of no interest. */
    private long round;

    private boolean closed;

    private WatchedView(ZkFramework zk, String root, Scope scope, Predicate<String> included, Listener listener) {
        this.zk = zk;
        this.engine = zk.engine();
        this.root = Paths.validate(root);
        this.scope = scope;
        this.included = included;
        this.listener = listener;
        this.staleSince = engine.turn().deadlineIn(Duration.ZERO);
        this.connection = engine.onConnection(this::onConnection);
    }

    /**
     * Begins to mirror.
     *
     * @param included which paths to follow; those below one that is left out are left out too
     */
    public static WatchedView open(
            ZkFramework zk, String root, Scope scope, Predicate<String> included, Listener listener) {
        var view = new WatchedView(zk, root, scope, included, listener);
        view.startOver();
        return view;
    }

    /** What is there, by path; changes with the view. */
    public SortedMap<String, Entry> entries() {
        return Collections.unmodifiableSortedMap(entries);
    }

    /** Since when the view may be out of date; empty while it is up to date as far as this server is. */
    public Optional<Deadline> staleSince() {
        return Optional.ofNullable(staleSince);
    }

    /** Ends the mirroring. */
    public void close() {
        closed = true;
        round++;
        connection.close();
        closeWatch();
    }

    // ---- rounds

    private void onConnection(Connection now) {
        if (closed) {
            return;
        } else if (now.state() == ConnectionState.RECONNECTED || now.state() == ConnectionState.CONNECTED) {
            startOver();
        } else if (staleSince == null) {
            staleSince = engine.turn().deadlineIn(Duration.ZERO);
            listener.onStale();
        }
    }

    /** Watches first and reads afterwards, so that nothing gets lost in between. */
    private void startOver() {
        round++;
        closeWatch();
        reads.clear();
        beingRead.clear();
        unseen.clear();
        readsUnderWay = 0;
        Session session = engine.session();
        if (session.isOver()) {
            return; // the next one begins with a change of the connection
        }
        long mine = round;
        scanning = true;
        Operations calls = zk.operations(session);
        WatchMode mode = scope == Scope.NODE ? WatchMode.NODE : WatchMode.SUBTREE;
        calls.watch(root, mode, event -> onEvent(mine, calls, event)).whenComplete((handle, failure) -> {
            if (failure != null) {
                onRefusal(mine, session, Failures.cause(failure));
            } else if (mine != round) {
                handle.close();
            } else {
                watch = handle;
            }
        });
        // A server that is behind the one of the last session must not take the view back in time.
        calls.sync(root).whenComplete((synced, failure) -> {
            if (mine == round && failure == null) {
                scan(mine, calls);
            }
        });
    }

    private void onRefusal(long mine, Session session, Throwable failure) {
        if (mine != round || session.isOver()) {
            return;
        }
        LOG.warn("{} cannot be mirrored; trying again in {} ms", root, PAUSE_AFTER_REFUSAL.toMillis(), failure);
        engine.turn().after(PAUSE_AFTER_REFUSAL, () -> {
            if (mine == round) {
                startOver();
            }
        });
    }

    private void closeWatch() {
        if (watch != null) {
            watch.close();
            watch = null;
        }
    }

    // ---- reading everything

    private void scan(long mine, Operations calls) {
        unseen.addAll(entries.keySet());
        if (scope != Scope.CHILDREN) {
            read(mine, calls, root);
        }
        if (scope != Scope.NODE) {
            list(mine, calls, root);
        }
        goOn(mine, calls);
    }

    private void list(long mine, Operations calls, String path) {
        reads.add(() -> Stages.orIf(
                        NoNodeException.class,
                        calls.children(path).thenApply(Optional::of),
                        Stages.value(Optional.<Children>empty()))
                .whenComplete((children, failure) -> settle(
                        mine,
                        calls,
                        failure,
                        () -> children.ifPresent(
                                there -> there.names().forEach(name -> follow(mine, calls, path, name))))));
    }

    private void follow(long mine, Operations calls, String parent, String name) {
        String path = Paths.child(parent, name);
        if (isMine(path)) {
            read(mine, calls, path);
            if (scope == Scope.SUBTREE) {
                list(mine, calls, path);
            }
        }
    }

    /** When all has been read, what was not found is looked for by name: it may have come back meanwhile. */
    private void completeIfDone(long mine, Operations calls) {
        if (readsUnderWay > 0 || !reads.isEmpty() || !scanning) {
            return;
        }
        if (!unseen.isEmpty()) {
            Set.copyOf(unseen).forEach(path -> read(mine, calls, path));
            unseen.clear();
            goOn(mine, calls);
            return;
        }
        scanning = false;
        staleSince = null;
        listener.onComplete();
    }

    // ---- reading what has changed

    private void onEvent(long mine, Operations calls, WatchEvent event) {
        if (mine == round && event.kind() != WatchEvent.Kind.CHILDREN_CHANGED && isMine(event.path())) {
            read(mine, calls, event.path());
            goOn(mine, calls);
        }
    }

    private void read(long mine, Operations calls, String path) {
        if (beingRead.containsKey(path)) {
            beingRead.put(path, true);
            return;
        }
        beingRead.put(path, false);
        reads.add(() -> Stages.orIf(
                        NoNodeException.class,
                        calls.get(path).thenApply(Optional::of),
                        Stages.value(Optional.<Node>empty()))
                .whenComplete((node, failure) -> settle(mine, calls, failure, () -> {
                    boolean again = Boolean.TRUE.equals(beingRead.remove(path));
                    unseen.remove(path);
                    apply(path, node.map(there -> new Entry(path, there.data(), there.stat())));
                    if (again && mine == round) {
                        read(mine, calls, path);
                    }
                })));
    }

    private void goOn(long mine, Operations calls) {
        while (mine == round && readsUnderWay < READS_AT_ONCE_MAX) {
            Runnable next = reads.poll();
            if (next == null) {
                break;
            }
            readsUnderWay++;
            next.run();
        }
        if (mine == round) {
            completeIfDone(mine, calls);
        }
    }

    private void settle(long mine, Operations calls, @Nullable Throwable failure, Runnable step) {
        if (mine != round) {
            return;
        }
        readsUnderWay--;
        if (failure == null) {
            step.run();
            goOn(mine, calls);
        } else {
            onRefusal(mine, engine.session(), Failures.cause(failure));
        }
    }

    private void apply(String path, Optional<Entry> after) {
        Optional<Entry> before = Optional.ofNullable(entries.get(path));
        if (after.isPresent()) {
            entries.put(path, after.get());
        } else {
            entries.remove(path);
        }
        if (before.isPresent() && after.isPresent()) {
            Stat old = before.get().stat();
            Stat now = after.get().stat();
            if (old.czxid() != now.czxid()) {
                listener.onChange(new Change(before, Optional.empty()));
                listener.onChange(new Change(Optional.empty(), after));
            } else if (old.mzxid() != now.mzxid()) {
                listener.onChange(new Change(before, after));
            }
        } else if (before.isPresent() || after.isPresent()) {
            listener.onChange(new Change(before, after));
        }
    }

    private boolean isMine(String path) {
        boolean inScope = switch (scope) {
            case NODE -> path.equals(root);
            case CHILDREN -> !path.equals(root) && Paths.parent(path).equals(root);
            case SUBTREE -> true;
        };
        return inScope && included.test(path);
    }
}
