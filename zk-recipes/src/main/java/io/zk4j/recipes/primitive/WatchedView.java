/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.framework.Connection;
import io.zk4j.framework.ConnectionState;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Session;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mirror of a znode, its children or everything below it, which tells each change in the order of the servers.
 *
 * <p>A persistent watch says what has changed, and each event leads to a read of that znode. Once complete, changes are told in the order
 * in which the servers made them; several changes of one znode in quick succession may be told as one, in the place of the last. After
 * each interruption everything is read anew, and the difference told, in no particular order. On servers without persistent watches
 * (before 3.6) there is a watch for one event on each znode instead, and changes of different znodes in quick succession may change
 * places. What this client may not read is left out.
 *
 * <p>Belongs to the turn altogether: it is opened, asked and told of by steps of the turn.
 */
public final class WatchedView {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedView.class);
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

        /** The view has ended for good, for a reason that trying again would not mend. */
        default void onEnd(RuntimeException reason) {
            LOG.error("a view has ended", reason);
        }
    }

    private final ZkFramework zk;
    private final Engine engine;
    private final String root;
    private final Scope scope;
    private final Predicate<String> included;
    private final ViewLimits limits;
    private final Listener listener;
    private final Registration connection;
    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private long bytes;
    private long zxid;
    private @Nullable Deadline staleSince;
    private @Nullable ViewRound round;
    private boolean closed;

    private WatchedView(
            ZkFramework zk,
            String root,
            Scope scope,
            Predicate<String> included,
            ViewLimits limits,
            Listener listener) {
        this.zk = zk;
        this.engine = zk.engine();
        this.root = Paths.validate(root);
        this.scope = scope;
        this.included = included;
        this.limits = limits;
        this.listener = listener;
        this.staleSince = engine.turn().deadlineIn(Duration.ZERO);
        this.connection = engine.onConnection(this::onConnection);
    }

    /** Begins to mirror, within the default limits. */
    public static WatchedView open(
            ZkFramework zk, String root, Scope scope, Predicate<String> included, Listener listener) {
        return open(zk, root, scope, included, ViewLimits.DEFAULT, listener);
    }

    /**
     * Begins to mirror.
     *
     * @param included which paths to follow; those below one that is left out are left out too
     * @throws IllegalArgumentException if the root is no path
     */
    public static WatchedView open(
            ZkFramework zk,
            String root,
            Scope scope,
            Predicate<String> included,
            ViewLimits limits,
            Listener listener) {
        var view = new WatchedView(zk, root, scope, included, limits, listener);
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

    /**
     * Up to which transaction the view shows everything; znodes that have changed since may be shown as they are now already. Never goes
     * back. Servers before 3.9 do not say which transaction an event is of: with them it may lag until nothing is under way.
     */
    public long zxid() {
        if (round != null) {
            zxid = Math.max(zxid, round.zxid());
        }
        return zxid;
    }

    /** Ends the mirroring. */
    public void close() {
        if (!closed) {
            closed = true;
            connection.close();
            endRound();
        }
    }

    // ---- rounds

    private void onConnection(Connection now) {
        if (closed) {
            return;
        } else if (now.state() == ConnectionState.RECONNECTED || now.state() == ConnectionState.CONNECTED) {
            becomeStale();
            startOver();
        } else {
            becomeStale();
        }
    }

    private void becomeStale() {
        if (staleSince == null) {
            staleSince = engine.turn().deadlineIn(Duration.ZERO);
            listener.onStale();
        }
    }

    private void startOver() {
        endRound();
        Session session = engine.session();
        if (!session.isOver()) { // else the next one begins with a change of the connection
            round = new ViewRound(this, zk.operations(session));
            round.begin();
        }
    }

    private void endRound() {
        if (round != null) {
            zxid();
            round.end();
            round = null;
        }
    }

    // ---- what a round tells

    Engine engine() {
        return engine;
    }

    String root() {
        return root;
    }

    Scope scope() {
        return scope;
    }

    /** Whether this is one of the znodes to mirror. */
    boolean shows(String path) {
        boolean inScope = switch (scope) {
            case NODE -> path.equals(root);
            case CHILDREN -> !path.equals(root) && Paths.parent(path).equals(root);
            case SUBTREE -> true;
        };
        return inScope && included.test(path);
    }

    void apply(String path, Optional<Entry> after) {
        if (closed) {
            return;
        }
        Optional<Entry> before = Optional.ofNullable(entries.get(path));
        if (before.isPresent()
                && after.isPresent()
                && isSame(before.get().stat(), after.get().stat())) {
            return; // also if it has other children now: that is a change of theirs
        }
        bytes += after.map(WatchedView::size).orElse(0L)
                - before.map(WatchedView::size).orElse(0L);
        if (after.isPresent()) {
            entries.put(path, after.get());
        } else {
            entries.remove(path);
        }
        if (entries.size() > limits.entriesMax() || bytes > limits.bytesMax()) {
            close();
            listener.onEnd(new ViewTooLargeException(root, entries.size(), bytes, limits));
            return;
        }
        tell(before, after);
    }

    private static boolean isSame(Stat one, Stat other) {
        return one.czxid() == other.czxid() && one.mzxid() == other.mzxid();
    }

    private static long size(Entry entry) {
        return (long) entry.path().length() + entry.data().length();
    }

    private void tell(Optional<Entry> before, Optional<Entry> after) {
        boolean recreated = before.isPresent()
                && after.isPresent()
                && before.get().stat().czxid() != after.get().stat().czxid();
        if (recreated) {
            listener.onChange(new Change(before, Optional.empty()));
            listener.onChange(new Change(Optional.empty(), after));
        } else if (before.isPresent() || after.isPresent()) {
            listener.onChange(new Change(before, after));
        }
    }

    void onComplete() {
        staleSince = null;
        listener.onComplete();
    }

    void onRefusal(ViewRound refused, Throwable failure) {
        if (closed || refused != round || engine.session().isOver()) {
            return;
        }
        becomeStale();
        LOG.warn("{} cannot be mirrored; trying again in {} ms", root, PAUSE_AFTER_REFUSAL.toMillis(), failure);
        engine.turn().after(PAUSE_AFTER_REFUSAL, () -> {
            if (!closed && refused == round) {
                startOver();
            }
        });
    }
}
