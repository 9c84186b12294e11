/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Timers;
import io.zk4j.framework.Turn;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import io.zk4j.recipes.primitive.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Takes part in an election from {@link #start} to {@link #close}, through any number of sessions, and leads whenever it is elected.
 *
 * <p>Thread-safe. Leadership is a {@link Lease}: while the connection is suspended it is held until its deadline, and when it is lost the
 * latch queues anew. Znodes {@code <path>/_c_<guid>-latch-<number>} with the id as data, as Curator's class of this name.
 */
public final class LeaderLatch implements AutoCloseable {
    private static final String NAME = "latch-";

    /** Hears, on the executor for callbacks and in order, when the leadership comes and goes. */
    public interface Listener {
        /** This one leads. The lease has the term as fencing token, guards transactions and runs work that ends with it. */
        void isLeader(Lease leadership);

        /** This one leads no more: the leadership was lost or given back. */
        default void notLeader() {}
    }

    /** A listener with its own order of events. */
    private record Told(Listener listener, Turn order) {}

    private final ZkFramework zk;
    private final String id;
    private final Line line;
    private final Candidacy candidacy;
    private final Set<Told> listeners = new LinkedHashSet<>();
    private final List<Pending<Lease>> waiting = new ArrayList<>();
    /** Written by the turn, read by everybody. */
    private volatile @Nullable Lease leadership;

    private boolean closed;

    /** One who takes part in the election at this path, without a name. */
    public LeaderLatch(ZkFramework zk, String path) {
        this(zk, path, "");
    }

    /** One who takes part in the election at this path under this name. */
    public LeaderLatch(ZkFramework zk, String path, String id) {
        this.zk = zk;
        this.id = id;
        this.line = Line.of(path, NAME, Bytes.ofUtf8(id));
        this.candidacy = new Candidacy(zk, line, this::onElected);
    }

    /** Begins to take part. Starting twice is harmless. */
    public LeaderLatch start() {
        zk.engine().turn().execute(candidacy::run);
        return this;
    }

    /** How it calls itself. */
    public String id() {
        return id;
    }

    /** Whether it leads at this moment, provably. */
    public boolean hasLeadership() {
        Lease now = leadership;
        return now != null && now.isHeld();
    }

    /** The lease on the leadership, if it leads. */
    public Optional<Lease> leadership() {
        return Optional.ofNullable(leadership).filter(Lease::isHeld);
    }

    /** Completes when it leads, at once if it does; fails with {@link LeaseLostException} if it is closed before. */
    public Pending<Lease> elected() {
        Pending<Lease> pending = zk.engine().pending();
        zk.engine().turn().execute(() -> {
            Lease now = leadership;
            if (now != null) {
                pending.deliver(now);
            } else if (closed) {
                pending.fail(gone());
            } else {
                waiting.add(pending);
                pending.onCancel(() -> waiting.remove(pending));
            }
        });
        return pending;
    }

    /**
     * Waits to be elected, and does some work on the calling thread, which is interrupted if the leadership is lost meanwhile. Leads on
     * afterwards.
     *
     * @return what the work returns
     * @throws LeaseLostException if the leadership was lost before the work was done, or the latch is closed
     * @throws Exception what the work throws
     */
    public <T> T run(Callable<T> work) throws Exception {
        return elected().await().run(work);
    }

    /** Tells a listener from now on; at once if it leads. */
    public Registration onChange(Listener listener) {
        var told = new Told(listener, new Turn(zk.engine().callbacks(), Timers.SYSTEM));
        zk.engine().turn().execute(() -> {
            listeners.add(told);
            Lease now = leadership;
            if (now != null) {
                told.order().execute(() -> listener.isLeader(now));
            }
        });
        return () -> zk.engine().turn().execute(() -> listeners.remove(told));
    }

    /** All who take part, who leads first. */
    public Pending<List<Participant>> participants() {
        return Participants.of(zk, line);
    }

    /** Who leads; empty if nobody takes part. */
    public Pending<Optional<Participant>> leader() {
        return Participants.first(zk, line);
    }

    /** Takes no part any more, and leads no more. Completes when the servers have confirmed it. Never fails. */
    public Pending<Void> closeAsync() {
        return zk.engine().take(() -> {
            closed = true;
            waiting.forEach(pending -> pending.fail(gone()));
            waiting.clear();
            var withdrawn = candidacy.withdraw();
            end();
            return withdrawn;
        });
    }

    /** Takes no part any more, without waiting for the confirmation. */
    @Override
    public void close() {
        var unused = closeAsync();
    }

    private LeaseLostException gone() {
        return new LeaseLostException(line.path() + ": " + (id.isEmpty() ? "this latch" : id) + " was closed");
    }

    private void onElected(Lease lease) {
        leadership = lease;
        lease.lost().thenRun(() -> zk.engine().turn().execute(() -> onLoss(lease)));
        waiting.forEach(pending -> pending.deliver(lease));
        waiting.clear();
        listeners.forEach(told -> told.order().execute(() -> told.listener().isLeader(lease)));
    }

    private void onLoss(Lease lost) {
        if (leadership == lost) {
            end();
            candidacy.onLoss(lost);
        }
    }

    private void end() {
        if (leadership != null) {
            leadership = null;
            listeners.forEach(told -> told.order().execute(told.listener()::notLeader));
        }
    }
}
