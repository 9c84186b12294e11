/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.SessionExpiredException;
import io.zk4j.client.ZkException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One session of a framework, which holds what is ephemeral until it {@link #onEnd ends}. Owned by the turn; {@link #heldUntil} and
 * {@link #isOver} can be asked on any thread.
 */
public final class Session {
    private final Engine engine;
    private final long number;
    private final SessionClient client;
    /** Who holds something of it, in the order in which they came. */
    private final Set<Runnable> endSteps = new LinkedHashSet<>();
    /** Written by the turn, read by everybody. */
    private final AtomicBoolean over = new AtomicBoolean();

    Session(Engine engine, long number, SessionClient client) {
        this.engine = engine;
        this.number = number;
        this.client = client;
    }

    /** Counts the sessions of the framework, from one. */
    public long number() {
        return number;
    }

    /** The servers' name for it; zero while no server has been reached. */
    public long id() {
        return client.state().sessionId();
    }

    /**
     * Takes a step when the session is over, at once if it is: what it held is lost, and every call through it fails.
     *
     * @return forgets the step
     */
    public Registration onEnd(Runnable step) {
        if (isOver()) {
            step.run();
            return () -> {};
        }
        Runnable unique = () -> step.run(); // the same step may be given twice
        endSteps.add(unique);
        return () -> endSteps.remove(unique);
    }

    /** How many wait for its end; for those who look for leaks. */
    public int endSteps() {
        return endSteps.size();
    }

    /** Whether it is over. */
    public boolean isOver() {
        return over.get();
    }

    /** Until then no server can have ended the session. */
    public Deadline heldUntil() {
        var turn = engine.turn();
        return isOver()
                ? turn.deadlineAt(turn.nanoTime())
                : turn.deadlineAt(client.state().provablyAliveUntilNanos());
    }

    /** Why a call through it fails once it is over. */
    public SessionExpiredException over(String path) {
        return new SessionExpiredException(
                path, path + ": session " + number + " of this framework is over, and what it held is lost");
    }

    /** The same for a call that may have had its effect before. */
    SessionExpiredException overInDoubt(String path) {
        return new SessionExpiredException(
                path,
                ZkException.Advice.CHECK,
                path + ": session " + number
                        + " of this framework is over, and no reply came: it may have been carried out or not");
    }

    SessionClient client() {
        return client;
    }

    void end() {
        if (over.compareAndSet(false, true)) {
            var steps = List.copyOf(endSteps);
            endSteps.clear();
            Turn.each(steps);
        }
    }
}
