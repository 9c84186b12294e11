/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.SessionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all views of a framework share: the turn, the session of the moment and the next one after it, the connection's state.
 *
 * <p>Recipes are built on it. Its methods are for steps of the {@link #turn}, unless they say otherwise.
 */
public final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration RENEWAL_PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration RENEWAL_PAUSE_MAX = Duration.ofSeconds(30);

    /** How long what is {@link #soon} may take to begin. */
    public static final Duration SOON_MAX = Duration.ofMillis(20);

    /**
     * What an engine needs of the world.
     *
     * @param turn where all steps are taken
     * @param callbacks runs what the application has to say, which may block
     * @param guids names what is protected against lost replies; never the same twice
     */
    public record Surroundings(
            SessionClient.Source sessions,
            Turn turn,
            Executor callbacks,
            Supplier<UUID> guids,
            LongUnaryOperator chance) {}

    private final Surroundings surroundings;
    private final Turn turn;
    private final Rounds rounds;
    /** Read by everybody, written by the turn. */
    private volatile Connection connection;

    private final List<Consumer<Connection>> listeners = new ArrayList<>();
    /** Read by everybody, written by the turn. */
    private volatile Session session;

    private Duration renewalPause = RENEWAL_PAUSE_MIN;
    private boolean closed;
    private boolean persistentWatches = true;

    /** Opens the first session. */
    Engine(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.turn = surroundings.turn();
        this.rounds = new Rounds(turn, SOON_MAX);
        var first = new Session(this, 1, surroundings.sessions().open(turn));
        this.session = first;
        this.connection = new Connection(ConnectionState.CONNECTING, 1, 0, turn.deadlineIn(Duration.ZERO));
        listenTo(first);
    }

    // ---- for everybody, on any thread

    /** Where all steps are taken. */
    public Turn turn() {
        return turn;
    }

    /** Runs what applications have to say. */
    public Executor callbacks() {
        return surroundings.callbacks();
    }

    /** How the connection stands, with the present deadline. */
    public Connection connection() {
        Connection last = connection;
        Session now = session;
        return now.number() == last.sessionNumber()
                ? new Connection(last.state(), last.sessionNumber(), last.sessionId(), now.heldUntil())
                : last;
    }

    /** A name for something that is protected against lost replies. */
    public UUID newGuid() {
        return surroundings.guids().get();
    }

    /** Of a bound makes a number from nothing to below it. */
    LongUnaryOperator chance() {
        return surroundings.chance();
    }

    /** Something to hand out, whose outcome is decided later. What depends on it runs on the turn if a step asks for it. */
    public <T> Pending<T> pending() {
        return new Pending<>(turn, turn.isMine() ? turn : surroundings.callbacks());
    }

    /** Takes a step and hands out its outcome. */
    public <T> Pending<T> take(Supplier<? extends CompletionStage<T>> step) {
        Pending<T> pending = pending();
        turn.execute(() -> {
            try {
                CompletionStage<T> outcome = step.get();
                if (outcome instanceof Pending<T> asked) {
                    asked.onOutcome(pending::settle); // without the detour through the callbacks
                } else {
                    outcome.whenComplete(pending::settle);
                }
            } catch (Throwable refused) { // an error too, or else whoever waits would wait for ever
                pending.fail(refused);
            }
        });
        return pending;
    }

    // ---- for steps of the turn

    /** The session of the moment. */
    public Session session() {
        return session;
    }

    /** Whether the application has closed the framework. */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Whether the servers have watches that stay, as far as is known. Those that do not (before 3.6) break the connection of whoever asks,
     * so they are asked once in the life of a framework.
     */
    public boolean hasPersistentWatches() {
        return persistentWatches;
    }

    /** A server has said that it has no watches that stay. */
    public void refusedPersistentWatches() {
        persistentWatches = false;
    }

    /** Tells a step every later change of the connection, on the turn. */
    public Registration onConnection(Consumer<Connection> step) {
        turn.execute(() -> listeners.add(step));
        return () -> turn.execute(() -> listeners.remove(step));
    }

    /**
     * Takes a step within {@link #SOON_MAX}, with one timer for all who want that: for what is mostly not needed any more by then.
     *
     * @return forgets the step, unless it is just being taken
     */
    public Registration soon(Runnable step) {
        return rounds.join(step);
    }

    CompletionStage<Void> close() {
        closed = true;
        Session last = session;
        CompletableFuture<Void> done = new CompletableFuture<>();
        last.client()
                .closeAsync()
                .whenComplete((nothing, failure) -> turn.execute(() -> {
                    last.end();
                    done.complete(null);
                }));
        return done;
    }

    private void listenTo(Session next) {
        next.client().onState(state -> {
            if (next == session && !closed) {
                follow(next, state);
            }
        });
    }

    private void follow(Session of, SessionState state) {
        switch (state.kind()) {
            case CONNECTING, CLOSED -> {}
            case CONNECTED -> {
                renewalPause = RENEWAL_PAUSE_MIN;
                boolean first = connection.state() == ConnectionState.CONNECTING;
                tell(first ? ConnectionState.CONNECTED : ConnectionState.RECONNECTED, of, state);
            }
            case CONNECTED_READ_ONLY -> tell(ConnectionState.READ_ONLY, of, state);
            case SUSPENDED -> tell(ConnectionState.SUSPENDED, of, state);
            case EXPIRED -> {
                lose(of, state);
                turn.apart(() -> renew(of.number() + 1));
            }
            case AUTH_FAILED -> {
                LOG.error("the servers refuse the credentials; trying again in {} ms", renewalPause.toMillis());
                lose(of, state);
                renewLater(of.number() + 1);
            }
        }
    }

    /** What was held ends before anybody is told, so that nobody who hears of the loss finds it still held. */
    private void lose(Session lost, SessionState state) {
        lost.end();
        lost.client().closeAsync();
        tell(ConnectionState.LOST, lost, state);
    }

    private void renew(long number) {
        if (closed) {
            return;
        }
        try {
            var next = new Session(this, number, surroundings.sessions().open(turn));
            session = next;
            listenTo(next);
        } catch (RuntimeException | Error failed) { // a machine without memory for one may have it a moment later
            LOG.error("no new session; trying again in {} ms", renewalPause.toMillis(), failed);
            renewLater(number);
        }
    }

    private void renewLater(long number) {
        turn.after(renewalPause, () -> renew(number));
        Duration doubled = renewalPause.multipliedBy(2);
        renewalPause = doubled.compareTo(RENEWAL_PAUSE_MAX) < 0 ? doubled : RENEWAL_PAUSE_MAX;
    }

    private void tell(ConnectionState state, Session of, SessionState client) {
        var now = new Connection(
                state, of.number(), client.sessionId(), turn.deadlineAt(client.provablyAliveUntilNanos()));
        connection = now;
        Turn.each(listeners.stream()
                .<Runnable>map(listener -> () -> listener.accept(now))
                .toList());
    }
}
