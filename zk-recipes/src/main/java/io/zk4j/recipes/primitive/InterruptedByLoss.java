/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Work on a thread that is interrupted when a lease is lost, and never afterwards. */
final class InterruptedByLoss {
    /** What the two sides agree on: the worker that it is done, the loss that it interrupts. */
    private enum Phase {
        WORKING,
        INTERRUPTING,
        INTERRUPTED,
        DONE
    }

    private final Thread worker = Thread.currentThread();
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WORKING);

    private InterruptedByLoss() {}

    static <T> T run(Lease lease, Callable<T> work) throws Exception {
        var scope = new InterruptedByLoss();
        lease.lost().thenRun(scope::interrupt);
        T result;
        try {
            result = work.call();
        } catch (Exception failed) {
            if (scope.endsInterrupted()) {
                throw lost(lease, failed);
            }
            throw failed;
        }
        if (scope.endsInterrupted()) {
            throw lost(lease, null);
        }
        return result;
    }

    private static LeaseLostException lost(Lease lease, @Nullable Exception during) {
        var lost = new LeaseLostException(lease.path() + " was lost before the work was done");
        if (during != null && !(during instanceof InterruptedException)) {
            lost.addSuppressed(during);
        }
        return lost;
    }

    private void interrupt() {
        if (phase.compareAndSet(Phase.WORKING, Phase.INTERRUPTING)) {
            worker.interrupt();
            phase.set(Phase.INTERRUPTED);
        }
    }

    /** Ends the work; an interrupt that was for it does not outlive it. */
    private boolean endsInterrupted() {
        if (phase.compareAndSet(Phase.WORKING, Phase.DONE)) {
            return false;
        }
        while (phase.get() != Phase.INTERRUPTED) {
            Thread.onSpinWait(); // for the few instructions of the other side
        }
        Thread.interrupted();
        return true;
    }
}
