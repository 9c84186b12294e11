/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.protocol.Bytes;
import java.util.concurrent.CompletionStage;

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
}
