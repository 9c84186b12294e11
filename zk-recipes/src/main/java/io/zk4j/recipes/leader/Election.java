/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import io.zk4j.framework.Registration;
import io.zk4j.framework.Timers;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Place;
import io.zk4j.recipes.primitive.WatchedView;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches an election without taking part: who leads now, and in which term. Latches, selectors, Curator's and kazoo's are seen alike.
 *
 * <p>Thread-safe. What is told may be old by the time it is heard; a term that is larger is later.
 */
public final class Election implements AutoCloseable {
    private static final List<String> MARKERS = List.of("latch-", "lock-", "__lock__");

    private final ZkFramework zk;
    private final Consumer<Optional<Participant>> listener;
    private final Turn order;
    private final Registration view;
    /** Written by the turn, read by everybody. */
    private volatile Optional<Participant> leader = Optional.empty();

    private @Nullable WatchedView candidates;
    private boolean told;

    private Election(ZkFramework zk, Consumer<Optional<Participant>> listener) {
        this.zk = zk;
        this.listener = listener;
        this.order = new Turn(zk.engine().callbacks(), Timers.SYSTEM);
        this.view = () -> zk.engine().turn().execute(this::stop);
    }

    /**
     * Watches the election at a path.
     *
     * @param listener told, on the executor for callbacks, who leads as soon as that is known, and whenever somebody else does; empty if
     *     nobody takes part
     */
    public static Election observe(ZkFramework zk, String path, Consumer<Optional<Participant>> listener) {
        var election = new Election(zk, listener);
        zk.engine().turn().execute(() -> election.start(path));
        return election;
    }

    /** Who leads, as far as is known. */
    public Optional<Participant> leader() {
        return leader;
    }

    @Override
    public void close() {
        view.close();
    }

    private void start(String path) {
        candidates =
                WatchedView.open(zk, path, WatchedView.Scope.CHILDREN, candidate -> true, new WatchedView.Listener() {
                    @Override
                    public void onChange(WatchedView.Change change) {
                        if (told) {
                            look();
                        }
                    }

                    @Override
                    public void onComplete() {
                        look();
                    }
                });
    }

    private void look() {
        if (candidates == null) {
            return;
        }
        Optional<Participant> now = candidates.entries().values().stream()
                .flatMap(entry -> Place.parse(Paths.name(entry.path()), MARKERS).stream()
                        .map(place -> new Candidate(place, entry)))
                .min(Comparator.comparingLong(candidate -> candidate.place().sequence()))
                .map(first -> new Participant(
                        first.entry().data().utf8(), true, first.entry().stat().czxid()));
        if (!told || !now.equals(leader)) {
            told = true;
            leader = now;
            order.execute(() -> listener.accept(now));
        }
    }

    private void stop() {
        if (candidates != null) {
            candidates.close();
            candidates = null;
        }
    }

    /** One who takes part. */
    private record Candidate(Place place, WatchedView.Entry entry) {}
}
