/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import io.zk4j.client.ZkException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, as a stage and for those who wait.
 *
 * <p>What depends on the stage runs on the executor for callbacks, so it may take its time, or on a thread that was waiting for the
 * outcome if it comes to depend on it in that moment. Cancelling gives up what was asked for where that makes sense: who is cancelled
 * while queueing for a lock leaves the line.
 */
public final class Pending<T> extends CompletableFuture<T> {
    private final Turn turn;
    private final Executor callbacks;
    /** The truth; this stage follows it on the executor for callbacks. */
    private final CompletableFuture<T> decided = new CompletableFuture<>();
    /** How many threads wait: one of them sees to it that this stage follows, instead of a thread that would be woken for that. */
    private final AtomicInteger waiters = new AtomicInteger();

    Pending(Turn turn, Executor callbacks) {
        this.turn = turn;
        this.callbacks = callbacks;
    }

    /**
     * Waits for the outcome.
     *
     * @throws ZkException or another unchecked exception, if the call has failed
     * @throws InterruptedException if the thread is interrupted; the call is cancelled then, and leaves nothing behind
     * @throws IllegalStateException if called by a step of the turn, which would wait for itself
     */
    public T await() throws InterruptedException {
        requireThatWaitingMakesSense();
        waiters.incrementAndGet();
        try {
            return outcome(decided::get);
        } catch (InterruptedException interrupted) {
            return unlessCancelled(interrupted);
        } finally {
            stopWaiting();
        }
    }

    /**
     * Waits for the outcome, but not longer than so.
     *
     * @throws TimeoutException if there is none by then; the call goes on
     */
    public T await(Duration patience) throws InterruptedException, TimeoutException {
        requireThatWaitingMakesSense();
        waiters.incrementAndGet();
        try {
            return outcome(() -> {
                try {
                    return decided.get(patience.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException tooLate) {
                    throw new CompletionException(tooLate);
                }
            });
        } catch (InterruptedException interrupted) {
            return unlessCancelled(interrupted);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof TimeoutException tooLate) {
                throw tooLate;
            }
            throw failed;
        } finally {
            stopWaiting();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        decided.cancel(mayInterruptIfRunning);
        boolean cancelled = decided.isCancelled();
        if (cancelled) { // otherwise the outcome is on its way: what it holds must not be forgotten
            super.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }

    /** Takes a step as soon as the outcome is decided: either with the value or with the failure, which may be a cancellation. */
    public void onOutcome(BiConsumer<? super @Nullable T, ? super @Nullable Throwable> step) {
        CompletionStage<T> end = decided;
        end.whenComplete((value, failure) -> {
            if (turn.isMine()) {
                step.accept(value, failure);
            } else {
                turn.execute(() -> step.accept(value, failure));
            }
        });
    }

    /** The outcome of what this was asked for: the value or the failure. */
    void settle(T value, @Nullable Throwable failure) {
        if (failure == null) {
            deliver(value);
        } else {
            fail(failure);
        }
    }

    /** Runs an action on the turn if this is given up before it has an outcome. */
    public void onCancel(Runnable action) {
        CompletionStage<T> end = decided;
        end.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException) {
                turn.execute(action);
            }
        });
    }

    /**
     * The outcome.
     *
     * @return whether it is; false if this was cancelled before, so that whatever the value holds must be let go
     */
    public boolean deliver(T value) {
        if (!decided.complete(value)) {
            return false;
        }
        followLater();
        return true;
    }

    /** The failure; without effect if this was cancelled before. */
    public void fail(Throwable failure) {
        Throwable cause = Failures.cause(failure);
        if (decided.completeExceptionally(cause)) {
            followLater();
        }
    }

    @Override
    public Executor defaultExecutor() {
        return callbacks;
    }

    /** A thread that waits counts itself before it looks at the outcome, so either it is seen here or it sees the outcome. */
    private void followLater() {
        if (waiters.get() == 0) {
            followOnCallbacks();
        }
    }

    private void stopWaiting() {
        waiters.decrementAndGet();
        if (decided.isDone() && !isDone()) {
            if (getNumberOfDependents() == 0) {
                follow();
            } else {
                followOnCallbacks();
            }
        }
    }

    /** What the executor refuses, as it was shut down, is still an outcome that somebody waits for. */
    private void followOnCallbacks() {
        try {
            callbacks.execute(this::follow);
        } catch (RejectedExecutionException refused) {
            follow();
        }
    }

    private void follow() {
        CompletionStage<T> end = decided;
        end.whenComplete((value, failure) -> {
            if (failure == null) {
                super.complete(value);
            } else {
                super.completeExceptionally(failure);
            }
        });
    }

    private void requireThatWaitingMakesSense() {
        if (turn.isMine() && !decided.isDone()) {
            throw new IllegalStateException("a step of the framework must not wait for another one");
        }
    }

    /** An outcome that came just in time is not lost; the interrupt is for the caller's next wait then. */
    private T unlessCancelled(InterruptedException interrupted) throws InterruptedException {
        if (cancel(true)) {
            throw interrupted;
        }
        Thread.currentThread().interrupt();
        return outcomeNow();
    }

    private T outcomeNow() {
        try {
            return decided.join();
        } catch (CompletionException failed) {
            throw Failures.unchecked(failed);
        }
    }

    private static <T> T outcome(Wait<T> wait) throws InterruptedException {
        try {
            return wait.get();
        } catch (ExecutionException failed) {
            throw Failures.unchecked(failed);
        }
    }

    /** Some way of waiting. */
    private interface Wait<T> {
        T get() throws InterruptedException, ExecutionException;
    }
}
