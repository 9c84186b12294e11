/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net.word;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A four-letter word's answer. */
@FunctionalInterface
interface Word {
    CompletableFuture<String> answer();

    /** One that knows its answer at once. */
    static Word of(Supplier<String> text) {
        return () -> CompletableFuture.completedFuture(text.get());
    }
}
