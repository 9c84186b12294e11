/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import io.zk4j.recipes.primitive.Line;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes part in an election, and when elected does some work that is the leadership: it ends with the work, and the work is interrupted
 * if the leadership is lost.
 *
 * <p>Thread-safe. Znodes {@code <path>/_c_<guid>-lock-<number>} with the id as data, as Curator's class of this name.
 */
public final class LeaderSelector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderSelector.class);
    private static final String NAME = "lock-";

    /** What a leader does. */
    @FunctionalInterface
    public interface Work {
        /**
         * Leads, as long as this does not return.
         *
         * @param leadership its fencing token is the term
         * @throws InterruptedException when the leadership is lost, or somebody wants it to end
         */
        void takeLeadership(Lease leadership) throws Exception;
    }

    private final ZkFramework zk;
    private final String id;
    private final Executor executor;
    private final Work work;
    private final Candidacy candidacy;
    /** Written by the turn, read by everybody. */
    private volatile Line line;

    private boolean autoRequeue;
    private boolean closed;
    /** The work under way. Written by the turn, read by everybody. */
    private volatile @Nullable Leading leading;

    /**
     * One who takes part in the election at this path.
     *
     * @param id how it calls itself; may be empty
     * @param executor runs the work, one at a time; a thread of its own is what most want
     */
    public LeaderSelector(ZkFramework zk, String path, String id, Executor executor, Work work) {
        this.zk = zk;
        this.id = id;
        this.line = Line.of(path, NAME, Bytes.ofUtf8(id));
        this.executor = executor;
        this.work = work;
        this.candidacy = new Candidacy(zk, line, this::onElected);
    }

    /** Queues again whenever the work is done; to be said before the start. */
    public LeaderSelector autoRequeue() {
        zk.engine().turn().execute(() -> autoRequeue = true);
        return this;
    }

    /**
     * Also heeds programs that call their places otherwise, {@code __lock__} for kazoo's {@code Election}; to be said before the start.
     * kazoo in turn has to be told of {@code -lock-}, with the {@code extra_lock_patterns} of its lock.
     */
    public LeaderSelector alsoCounting(String... markers) {
        zk.engine().turn().execute(() -> {
            line = line.alsoCounting(List.of(markers));
            candidacy.follow(line);
        });
        return this;
    }

    /** Begins to take part. */
    public LeaderSelector start() {
        requeue();
        return this;
    }

    /** Queues again once the work is done, if it does not queue already. */
    public void requeue() {
        zk.engine().turn().execute(candidacy::run);
    }

    /** How it calls itself. */
    public String id() {
        return id;
    }

    /** Whether it leads at this moment, provably. */
    public boolean hasLeadership() {
        Leading now = leading;
        return now != null && now.lease.isHeld();
    }

    /** Interrupts the work, if there is some under way. */
    public void interruptLeadership() {
        Leading now = leading;
        if (now != null) {
            now.task.cancel(true);
        }
    }

    /** All who take part, who leads first. */
    public Pending<List<Participant>> participants() {
        return Participants.of(zk, line);
    }

    /** Who leads; empty if nobody takes part. */
    public Pending<Optional<Participant>> leader() {
        return Participants.first(zk, line);
    }

    /** Takes no part any more; work under way is interrupted. */
    public Pending<Void> closeAsync() {
        return zk.engine().take(() -> {
            closed = true;
            interruptLeadership();
            return candidacy.withdraw();
        });
    }

    @Override
    public void close() {
        var unused = closeAsync();
    }

    private void onElected(Lease lease) {
        var next = new Leading(lease);
        leading = next;
        try {
            executor.execute(next::run);
        } catch (RejectedExecutionException refused) {
            LOG.error(
                    "{}: the executor refuses the leader's work, so the leadership is given back",
                    line.path(),
                    refused);
            next.end();
        }
    }

    /** One term. */
    private final class Leading {
        private final Lease lease;
        private final FutureTask<Void> task;

        Leading(Lease lease) {
            this.lease = lease;
            this.task = new FutureTask<>(this::lead, null);
        }

        /** The leadership is given back when the work has really come to its end, however long it takes to heed an interrupt. */
        private void run() {
            task.run();
            zk.engine().turn().execute(this::end);
        }

        private void lead() {
            try {
                lease.run(() -> {
                    work.takeLeadership(lease);
                    return true;
                });
            } catch (LeaseLostException lost) {
                LOG.info("{} leads no more: {}", line.path(), lost.getMessage());
            } catch (InterruptedException interrupted) {
                LOG.debug("{}: the leadership was interrupted", line.path());
            } catch (Exception failed) {
                LOG.error("{}: the leader's work has failed", line.path(), failed);
            }
        }

        private void end() {
            leading = null;
            candidacy.stepDown();
            if (autoRequeue && !closed) {
                candidacy.run();
            }
        }
    }
}
