/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.WatchEvent;
import io.zk4j.client.WatchHandle;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Session;
import io.zk4j.framework.ZkFramework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something whenever it may have changed, until it is as somebody waits for it to be; across sessions.
 *
 * <p>Owned by the turn. Only one look is under way at a time. What wakes it up is no proof of anything: each time, everything is looked
 * at again.
 */
public final class Lookout<T> {
    /** What is looked at. */
    public interface View<T> {
        /** Looks, and leaves watches at the glance for what could change the result. Brings what stands for "not yet" if it is not so. */
        CompletionStage<T> look(Glance glance);

        /**
         * Nobody waits any more. Called once, after the last look is over; also if there was none, as nobody waited any more.
         *
         * @param found what it brought; what stands for "not yet" if it brought nothing
         * @param taken whether somebody got it; if not, what it holds and what looking has left behind must be let go
         */
        default void over(T found, boolean taken) {}
    }

    /** One look, through one session. */
    public static final class Glance {
        private final Lookout<?> owner;
        private final Session session;
        private final List<WatchHandle> watches = new ArrayList<>();
        private final List<Registration> registrations = new ArrayList<>();
        private boolean settled;
        private boolean changed;

        private Glance(Lookout<?> owner, Session session) {
            this.owner = owner;
            this.session = session;
        }

        /** The session that the look belongs to. */
        public Session session() {
            return session;
        }

        /** Calls through that session. */
        public Operations calls() {
            return owner.zk.operations(session);
        }

        /** Looks again: the listener of the watches. */
        public void changed(WatchEvent event) {
            again();
        }

        /** Looks again as soon as this look is over. */
        public void again() {
            if (this != owner.last || owner.over) {
                return;
            } else if (settled) {
                owner.next();
            } else {
                changed = true;
            }
        }

        /** Whether one of its watches has fired: what was seen before may be no more. */
        public boolean isOutdated() {
            return changed;
        }

        /** Whether patience has run out or nobody waits any more: what others would see undone again is better not begun. */
        public boolean isTooLate() {
            return owner.isLate || owner.over;
        }

        /** Looks again after this time at the latest. */
        public void againIn(Duration time) {
            keep(owner.engine.turn().after(time, this::again));
        }

        /** Closes a watch when this look's result is outdated. */
        public void keep(WatchHandle watch) {
            if (this != owner.last || owner.over) {
                watch.close();
            } else {
                watches.add(watch);
            }
        }

        private void keep(Registration registration) {
            registrations.add(registration);
        }

        private void close() {
            watches.forEach(WatchHandle::close);
            registrations.forEach(Registration::close);
        }
    }

    private final ZkFramework zk;
    private final Engine engine;
    private final String path;
    private final @Nullable Duration patience;
    private final T notYet;
    private final View<T> view;
    private final Pending<T> pending;
    private Registration alarm = () -> {};
    private Registration connection = () -> {};
    private @Nullable Glance last;
    private boolean isLate;
    private boolean over;
    private boolean told;

    private Lookout(ZkFramework zk, String path, @Nullable Duration patience, T notYet, View<T> view) {
        this.zk = zk;
        this.engine = zk.engine();
        this.path = path;
        this.patience = patience;
        this.notYet = notYet;
        this.view = view;
        this.pending = engine.pending();
    }

    /**
     * Begins to wait. Can be called on any thread.
     *
     * @param path what this is about, for what is told of failures
     * @param patience how long to wait; zero looks once; null waits without end. A look that is under way when it runs out still counts,
     *     as long as the connection is not suspended: others would see undone what it has done
     * @param notYet what a look brings while it is not so, and what the stage completes with if patience runs out
     */
    public static <T> Pending<T> begin(
            ZkFramework zk, String path, @Nullable Duration patience, T notYet, View<T> view) {
        var lookout = new Lookout<>(zk, path, patience, notYet, view);
        zk.engine().turn().execute(lookout::begin);
        return lookout.pending;
    }

    private void begin() {
        if (pending.isCancelled()) {
            tell(notYet, false);
            return;
        }
        pending.onCancel(this::giveUp);
        connection = engine.onConnection(change -> {
            if (isLate && !change.state().isConnected()) {
                comeToNothing();
            } else if (last != null
                    && change.state().isConnected()
                    && change.sessionNumber() != last.session.number()) {
                last.again();
            }
        });
        if (patience != null && !isOnce(patience)) {
            alarm = engine.turn().after(patience, this::runOutOfPatience);
        }
        next();
    }

    private void runOutOfPatience() {
        isLate = true;
        boolean looks = last != null && !last.settled;
        if (!looks || !engine.connection().state().isConnected()) {
            comeToNothing();
        }
    }

    private void comeToNothing() {
        pending.deliver(notYet);
        giveUp();
    }

    private static boolean isOnce(@Nullable Duration patience) {
        return patience != null && (patience.isZero() || patience.isNegative());
    }

    private void next() {
        closeLast();
        Session session = engine.session();
        var glance = new Glance(this, session);
        last = glance;
        if (session.isOver()) {
            glance.settled = true;
            if (engine.isClosed()) {
                pending.fail(session.over(path));
                giveUp();
            }
            return; // the next session begins with a change of the connection
        }
        glance.keep(session.onEnd(() -> engine.turn().execute(glance::again)));
        try {
            view.look(glance).whenComplete((found, failure) -> settle(glance, found, failure));
        } catch (RuntimeException | Error refused) {
            settle(glance, notYet, refused);
        }
    }

    private void settle(Glance glance, @Nullable T brought, @Nullable Throwable failure) {
        glance.settled = true;
        T found = brought == null ? notYet : brought;
        if (over) {
            tell(found, false);
        } else if (failure != null) {
            if (glance.session.isOver() && isLate) {
                comeToNothing();
            } else if (glance.session.isOver()) {
                next();
            } else {
                pending.fail(failure);
                giveUp();
            }
        } else if (!found.equals(notYet)) {
            boolean taken = pending.deliver(found);
            end();
            tell(found, taken);
        } else if (isLate) {
            comeToNothing();
        } else if (glance.changed) {
            next();
        } else if (isOnce(patience)) {
            comeToNothing();
        }
    }

    private void giveUp() {
        if (!over) {
            end();
            if (last == null || last.settled) {
                tell(notYet, false);
            }
        }
    }

    private void tell(T found, boolean taken) {
        if (!told) {
            told = true;
            view.over(found, taken);
        }
    }

    private void end() {
        over = true;
        alarm.close();
        connection.close();
        closeLast();
    }

    private void closeLast() {
        if (last != null) {
            last.close();
        }
    }
}
