/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchMode;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Operations;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.WatchedView.Entry;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a view does between two interruptions: it sets the watch, reads everything, and then what events name. Belongs to the turn.
 */
final class ViewRound {
    private static final int READS_AT_ONCE_MAX = 256;
    private static final long NO_EVENT = -1;

    /** A znode that is being read, or is to be. Events have numbers, in the order in which they came. */
    private static final class Reading {
        /** Whether the view is not complete without it. */
        boolean ofScan;
        /** The first event that it answers; {@link #NO_EVENT} for none. */
        final long event;
        /** The last event of the znode. */
        long last;
        /** The first event that has come since. The answer may show it or not, so the znode is read once more. */
        long again = NO_EVENT;

        Reading(boolean ofScan, long event) {
            this.ofScan = ofScan;
            this.event = event;
            this.last = event;
        }
    }

    /** A znode as it was read, on its way into the view. */
    private record News(String path, Optional<Entry> now) {}

    private final WatchedView view;
    private final Operations calls;
    private final ViewWatches watches;
    private final ChangeOrder<News> order;
    private final Map<String, Reading> beingRead = new HashMap<>();
    /** What is to be read as soon as fewer reads are under way. As many as the view has znodes at most, and lists of children. */
    private final Queue<Runnable> reads = new ArrayDeque<>();

    /** What the view showed before, and was not seen again yet. */
    private final Set<String> unseen;

    private int readsUnderWay;
    /** Reads of the scan that are under way, and one for the scan itself until it has begun: events may come before it. */
    private int scanReads = 1;

    private boolean scanning = true;
    /** Whether the reading of everything has begun; events may come before. */
    private boolean begun;

    private long events;
    private long announced;
    private boolean over;

    ViewRound(WatchedView view, Operations calls) {
        this.view = view;
        this.calls = calls;
        this.watches =
                new ViewWatches(view.engine(), calls, view.root(), this::onEvent, event -> list(event.path(), false));
        this.order = new ChangeOrder<>(news -> view.apply(news.path(), news.now()));
        this.unseen = new HashSet<>(view.entries().keySet());
    }

    /** Watches first and reads afterwards, so that nothing gets lost in between. */
    void begin() {
        var mode = view.scope() == Scope.NODE ? WatchMode.NODE : WatchMode.SUBTREE;
        // A server that is behind the one of the last session must not take the view back in time.
        watches.begin(mode).thenCompose(watched -> calls.sync(view.root())).whenComplete((synced, failure) -> {
            if (over) {
                return;
            } else if (failure != null) {
                fail(failure);
            } else {
                scan();
            }
        });
    }

    void end() {
        over = true;
        watches.close();
    }

    /** Up to which zxid everything is in the view; -1 if that is not known now. */
    long zxid() {
        return scanning ? -1 : order.toldUpTo(announced);
    }

    // ---- reading everything

    private void scan() {
        begun = true;
        if (view.scope() != Scope.CHILDREN) {
            read(view.root(), new Reading(true, NO_EVENT));
        }
        if (view.scope() != Scope.NODE) {
            list(view.root(), true);
        }
        scanReads--;
    }

    private void list(String path, boolean ofScan) {
        scanReads += ofScan ? 1 : 0;
        start(() -> watches.children(path), names -> {
            for (String name : names) {
                follow(Paths.child(path, name), ofScan);
            }
            scanReads -= ofScan ? 1 : 0;
        });
    }

    private void follow(String path, boolean ofScan) {
        if (!view.shows(path) || watches.isFollowed(path)) {
            return;
        }
        boolean isNew = read(path, new Reading(ofScan, NO_EVENT));
        if (view.scope() == Scope.SUBTREE && (isNew || !watches.areForOneEvent())) {
            list(path, ofScan);
        }
    }

    /** When all has been read, what was not found is looked for by name: it may have come back meanwhile. */
    private void completeIfDone() {
        if (!begun || !scanning || scanReads > 0) {
            return;
        }
        if (!unseen.isEmpty()) {
            var missing = List.copyOf(unseen);
            unseen.clear();
            missing.forEach(path -> read(path, new Reading(true, NO_EVENT)));
            return;
        }
        scanning = false;
        view.onComplete();
    }

    // ---- reading what has changed

    private void onEvent(WatchEvent event) {
        if (over || !view.shows(event.path())) {
            return;
        }
        long number = ++events;
        announced = Math.max(announced, event.zxid());
        Reading before = beingRead.get(event.path());
        if (before == null) {
            order.await(number, event.zxid());
            read(event.path(), new Reading(false, number));
            return;
        }
        before.last = number;
        if (before.again == NO_EVENT) {
            order.await(number, event.zxid());
            before.again = number;
        }
    }

    /** Reads a znode, unless that is under way already. */
    private boolean read(String path, Reading reading) {
        Reading before = beingRead.putIfAbsent(path, reading);
        if (before != null) {
            scanReads += reading.ofScan && !before.ofScan ? 1 : 0;
            before.ofScan |= reading.ofScan;
            return false;
        }
        scanReads += reading.ofScan ? 1 : 0;
        start(() -> watches.node(path), node -> {
            beingRead.remove(path);
            unseen.remove(path);
            tell(reading, new News(path, node.map(there -> new Entry(path, there.data(), there.stat()))));
            scanReads -= reading.ofScan ? 1 : 0;
            if (reading.again != NO_EVENT) {
                var next = new Reading(false, reading.again);
                next.last = reading.last;
                read(path, next);
            }
        });
        return true;
    }

    private void tell(Reading reading, News news) {
        news.now()
                .map(Entry::stat)
                .ifPresent(stat -> announced = Math.max(announced, Math.max(stat.mzxid(), stat.pzxid())));
        if (scanning) {
            view.apply(news.path(), news.now()); // in what order does not matter before everything is there
        } else {
            order.add(reading.last, news);
        }
        if (reading.event != NO_EVENT) {
            order.settle(reading.event);
        }
    }

    // ---- reading, a bounded number of znodes at a time

    private <T> void start(Supplier<CompletionStage<T>> read, Consumer<T> then) {
        reads.add(() -> read.get().whenComplete((value, failure) -> {
            if (over) {
                return;
            } else if (failure != null) {
                fail(failure);
                return;
            }
            readsUnderWay--;
            then.accept(value);
            if (!over) {
                completeIfDone();
                goOn();
            }
        }));
        goOn();
    }

    private void goOn() {
        while (!over && readsUnderWay < READS_AT_ONCE_MAX) {
            Runnable next = reads.poll();
            if (next == null) {
                return;
            }
            readsUnderWay++;
            next.run();
        }
    }

    private void fail(Throwable failure) {
        end();
        view.onRefusal(this, Failures.cause(failure));
    }
}
