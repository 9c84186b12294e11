/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.framework.Stages;
import io.zk4j.recipes.primitive.Lookout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Coming or leaving: begins when what this member did before is over, and takes its znode away if it comes to nothing. */
abstract class Step implements Lookout.View<Boolean> {
    final Meeting meeting;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private CompletionStage<Void> before = Stages.done();
    private boolean begun;

    Step(Meeting meeting) {
        this.meeting = meeting;
    }

    @Override
    public final CompletionStage<Boolean> look(Lookout.Glance glance) {
        begin();
        return before.thenCompose(nothing -> lookAt(glance));
    }

    abstract CompletionStage<Boolean> lookAt(Lookout.Glance glance);

    /** Whether this member is inside if it has what it wanted. */
    abstract boolean letsIn();

    /** Whoever is not in afterwards is out, also one who gave up before the first look. */
    @Override
    public final void over(Boolean found, boolean taken) {
        begin();
        if (taken && letsIn()) {
            done.complete(null);
        } else if (taken) {
            out();
        } else {
            before.thenCompose(nothing -> meeting.takeAway()).thenRun(this::out);
        }
    }

    private void out() {
        meeting.hasLeft();
        done.complete(null);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            before = meeting.afterAllElse(done);
        }
    }
}
