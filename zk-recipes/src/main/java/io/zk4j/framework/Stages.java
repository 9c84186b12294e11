/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.framework;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Small combinations of stages; pure. */
public final class Stages {
    private Stages() {}

    /** What is done already. */
    @SuppressWarnings("NullAway") // nothing is what a Void is
    public static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }

    /** What is known already. */
    public static <T> CompletionStage<T> value(T value) {
        return CompletableFuture.completedStage(value);
    }

    static <T> CompletionStage<Optional<T>> nothing() {
        return value(Optional.empty());
    }

    /** Goes on in another way after a failure, which is given without its wrapping. */
    public static <T> CompletionStage<T> recover(
            CompletionStage<T> stage, Function<Throwable, ? extends CompletionStage<T>> otherwise) {
        return stage.handle((value, failure) -> failure == null
                        ? CompletableFuture.completedStage(value)
                        : otherwise.apply(Failures.cause(failure)))
                .thenCompose(next -> next);
    }

    /** Takes a value instead of a failure of this kind. */
    public static <T> CompletionStage<T> orIf(
            Class<? extends Throwable> kind, CompletionStage<T> stage, CompletionStage<T> instead) {
        return recover(stage, failure -> kind.isInstance(failure) ? instead : CompletableFuture.failedStage(failure));
    }
}
