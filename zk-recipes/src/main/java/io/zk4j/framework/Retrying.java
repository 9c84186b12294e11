/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call that is tried until it succeeds, fails for good, or the route gives up. What had no effect is tried again; what may have had
 * its effect is looked into first, if somebody knows how.
 *
 * @param <T> what the call brings
 */
final class Retrying<T> {
    private final Turn turn;
    private final Route route;
    private final String path;
    private final Function<SessionClient, CompletionStage<T>> call;
    private final @Nullable Function<SessionClient, CompletionStage<Optional<T>>> inquiry;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final long begunNanos;
    private int failures;
    /** Why a try may have had its effect; null while none has. Whatever else fails after it, this is what the caller has to know. */
    private @Nullable Throwable doubt;

    /**
     * A call.
     *
     * @param inquiry finds out what has become of a try that has no answer: its result, or empty if it had no effect; null if nobody can
     */
    Retrying(
            Turn turn,
            Route route,
            String path,
            Function<SessionClient, CompletionStage<T>> call,
            @Nullable Function<SessionClient, CompletionStage<Optional<T>>> inquiry) {
        this.turn = turn;
        this.route = route;
        this.path = path;
        this.call = call;
        this.inquiry = inquiry;
        this.begunNanos = turn.nanoTime();
    }

    /** A call that may be repeated as it is. */
    static <T> Function<SessionClient, CompletionStage<Optional<T>>> justRepeat() {
        return client -> CompletableFuture.completedFuture(Optional.empty());
    }

    /** Begins with the first try; on the turn. */
    CompletableFuture<T> begin() {
        next();
        return outcome;
    }

    private void next() {
        orFail(this::attempt);
    }

    private void attempt() {
        Session session = route.session();
        if (session.isOver()) {
            tryAgain(session, session.over(path));
        } else if (doubt != null && inquiry != null) {
            inquiry.apply(session.client())
                    .whenComplete((found, failure) -> orFail(() -> {
                        if (failure != null) {
                            failed(session, failure);
                        } else if (found.isPresent()) {
                            outcome.complete(found.get());
                        } else {
                            doubt = null;
                            call(session);
                        }
                    }));
        } else {
            call(session);
        }
    }

    private void call(Session session) {
        call.apply(session.client())
                .whenComplete((value, failure) -> orFail(() -> {
                    if (failure == null) {
                        outcome.complete(value);
                    } else {
                        failed(session, failure);
                    }
                }));
    }

    private void failed(Session session, Throwable wrapped) {
        Throwable failure = Failures.cause(wrapped);
        if (Failures.isInDoubt(failure)) {
            doubt = failure;
        }
        if (Failures.isHarmless(failure)) {
            tryAgain(session, failure);
        } else if (Failures.isUnknown(failure) && (inquiry != null || (session.isOver() && !route.outlives(session)))) {
            tryAgain(session, failure);
        } else {
            giveUp(failure);
        }
    }

    private void tryAgain(Session session, Throwable failure) {
        failures++;
        if (session.isOver() && !route.outlives(session)) {
            outcome.completeExceptionally(doubt == null ? session.over(path) : session.overInDoubt(path));
            return;
        }
        Optional<Duration> pause = route.pauseAfter(failures, Duration.ofNanos(turn.nanoTime() - begunNanos));
        if (pause.isPresent()) {
            turn.after(pause.get(), this::next);
        } else {
            giveUp(failure);
        }
    }

    private void giveUp(Throwable failure) {
        outcome.completeExceptionally(doubt == null ? failure : doubt);
    }

    /** What is thrown is the outcome: timers and stages would keep it from whoever waits. */
    private void orFail(Runnable part) {
        try {
            part.run();
        } catch (Throwable bug) {
            outcome.completeExceptionally(bug);
        }
    }
}
