/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.protocol.Bytes;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** An item that this program alone may consume, as long as its session lives; of the turn. Exactly one of the three ends it. */
interface Claim {
    /** The name of the item's znode. */
    String name();

    /** What was in it. */
    Bytes data();

    /** It is consumed, and never comes again. */
    CompletionStage<Void> done();

    /** It goes to the end with this data. */
    CompletionStage<Void> requeue(Bytes data);

    /** It goes back to its place. */
    CompletionStage<Void> giveBack();

    /**
     * Hands out what is claimed. What cancels the one cancels the other; and if the other is decided already, the item goes back.
     *
     * @param result what those get who wait
     * @param handedOut is told the item once somebody has it
     */
    static <T> Pending<T> handOut(
            Engine engine,
            Pending<Optional<Claim>> claiming,
            Function<Optional<Claim>, T> result,
            Consumer<Claim> handedOut) {
        Pending<T> pending = engine.pending();
        pending.onCancel(() -> claiming.cancel(false));
        claiming.onOutcome((item, failure) -> {
            if (item == null) {
                pending.fail(failure == null ? new CancellationException() : failure);
            } else if (pending.deliver(result.apply(item))) {
                item.ifPresent(handedOut);
            } else {
                item.ifPresent(Claim::giveBack);
            }
        });
        return pending;
    }
}
