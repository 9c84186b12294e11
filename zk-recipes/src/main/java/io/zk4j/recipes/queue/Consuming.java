/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Engine;
import io.zk4j.framework.Failures;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims the next item, has it consumed, and so on until it is told to stop; one item at a time, in order. Its state is of the turn, what
 * it calls runs on the executor for callbacks.
 */
final class Consuming {
    private static final Logger LOG = LoggerFactory.getLogger(Consuming.class);
    /** After a failure, doubled after each further one without a success in between: what always fails must not go in circles. */
    private static final Duration PAUSE_MIN = Duration.ofMillis(10);

    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

    /** Consumes one item. */
    @FunctionalInterface
    interface Delivery {
        CompletionStage<?> deliver(Bytes item) throws Exception;
    }

    private final Engine engine;
    private final String path;
    private final Supplier<Pending<Optional<Claim>>> claims;
    private final Delivery delivery;
    private final ErrorHandler errors;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Duration pause = PAUSE_MIN;
    private Registration pausing = () -> {};
    private @Nullable Pending<Optional<Claim>> claiming;
    private boolean closed;
    private boolean consumes;

    /**
     * What is not yet begun.
     *
     * @param claims claims the next item, as soon as there is one
     */
    Consuming(
            ZkFramework zk,
            String path,
            Supplier<Pending<Optional<Claim>>> claims,
            Delivery delivery,
            ErrorHandler errors) {
        this.engine = zk.engine();
        this.path = path;
        this.claims = claims;
        this.delivery = delivery;
        this.errors = errors;
    }

    void next() {
        if (closed || engine.isClosed()) {
            ended.complete(null);
            return;
        }
        var claim = claims.get();
        claiming = claim;
        claim.onOutcome((found, failure) -> {
            claiming = null;
            if (found != null && found.isPresent()) {
                consumes = true;
                consume(found.get());
            } else if (closed || engine.isClosed()) {
                ended.complete(null);
            } else {
                LOG.warn("{}: nothing can be taken out of this queue; trying again", path, failure);
                nextAfterPause();
            }
        });
    }

    /** Claims nothing more. Completes when what is in the consumer's hands is consumed. */
    CompletionStage<Void> stop() {
        closed = true;
        pausing.close();
        boolean claims = claiming != null && !claiming.cancel(false); // has just got one
        if (!consumes && !claims) {
            ended.complete(null);
        }
        return ended;
    }

    private void consume(Claim claim) {
        try {
            new Batch(claim, ItemFormat.items(claim.data()).iterator()).next();
        } catch (CorruptItemException corrupt) {
            judge(claim.data(), corrupt)
                    .whenComplete((mode, unjudged) -> engine.turn()
                            .execute(() -> end(
                                    claim,
                                    isTriedAgain(mode, unjudged) ? Optional.of(claim.data()) : Optional.empty())));
        }
    }

    /** The items of one znode. */
    private final class Batch {
        private final Claim claim;
        private final Iterator<Bytes> rest;
        private final List<Bytes> again = new ArrayList<>();

        Batch(Claim claim, Iterator<Bytes> rest) {
            this.claim = claim;
            this.rest = rest;
        }

        void next() {
            if (!rest.hasNext()) {
                end(claim, again.isEmpty() ? Optional.empty() : Optional.of(ItemFormat.frame(again)));
                return;
            }
            Bytes item = rest.next();
            outcome(item)
                    .whenComplete((mode, unjudged) -> engine.turn().execute(() -> {
                        if (mode != ErrorMode.DELETE) {
                            again.add(item);
                        }
                        next();
                    }));
        }
    }

    /** What nobody can judge must not get lost. */
    private boolean isTriedAgain(@Nullable ErrorMode mode, @Nullable Throwable unjudged) {
        if (unjudged != null) {
            LOG.error("{}: what could not be consumed is tried again, as its error handler fails", path, unjudged);
        }
        return mode != ErrorMode.DELETE;
    }

    /** What becomes of an item: deleted if it was consumed. */
    private CompletionStage<ErrorMode> outcome(Bytes item) {
        CompletionStage<ErrorMode> consumed =
                onCallbacks(() -> delivery.deliver(item).thenApply(done -> ErrorMode.DELETE));
        return Stages.recover(consumed, failure -> judge(item, failure));
    }

    private CompletionStage<ErrorMode> judge(Bytes item, Throwable failure) {
        return onCallbacks(() -> Stages.value(errors.onError(item, failure)));
    }

    private <T> CompletionStage<T> onCallbacks(Callable<CompletionStage<T>> call) {
        try {
            return CompletableFuture.supplyAsync(() -> attempt(call), engine.callbacks())
                    .thenCompose(stage -> stage);
        } catch (RejectedExecutionException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private static <T> CompletionStage<T> attempt(Callable<CompletionStage<T>> call) {
        try {
            return call.call();
        } catch (Exception failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    /** @param again what is to be tried again; empty if nothing */
    private void end(Claim claim, Optional<Bytes> again) {
        if (again.isEmpty()) {
            pause = PAUSE_MIN;
            settle(claim, claim.done(), false);
        } else {
            settle(claim, claim.requeue(again.get()), true);
        }
    }

    private void settle(Claim claim, CompletionStage<Void> end, boolean pauses) {
        end.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "{}: {} comes again: {}",
                        path,
                        claim.name(),
                        Failures.cause(failure).toString());
            }
            consumes = false;
            if (pauses || failure != null) {
                nextAfterPause();
            } else {
                next();
            }
        });
    }

    private void nextAfterPause() {
        if (closed) {
            ended.complete(null);
            return;
        }
        pausing = engine.turn().after(pause, this::next);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
    }
}
