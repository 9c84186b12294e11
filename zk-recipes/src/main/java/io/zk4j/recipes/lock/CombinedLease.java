/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Several leases as one, which is lost with the first of them. Its fencing token and its path are those of the last. */
final class CombinedLease implements Lease {
    private final Engine engine;
    private final List<Lease> leases;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    CombinedLease(Engine engine, List<Lease> leases) {
        this.engine = engine;
        this.leases = List.copyOf(leases);
        this.leases.forEach(lease -> lease.lost().thenRun(() -> lost.complete(null)));
    }

    @Override
    public boolean isHeld() {
        return leases.stream().allMatch(Lease::isHeld);
    }

    @Override
    public Deadline validUntil() {
        return leases.stream()
                .map(Lease::validUntil)
                .reduce((one, other) -> one.nanoTime() - other.nanoTime() < 0 ? one : other)
                .orElseThrow();
    }

    @Override
    public CompletionStage<Void> lost() {
        return lost.minimalCompletionStage();
    }

    @Override
    public long fencingToken() {
        return last().fencingToken();
    }

    @Override
    public String path() {
        return last().path();
    }

    private Lease last() {
        return leases.get(leases.size() - 1);
    }

    @Override
    public Pending<List<OpResult>> guarded(List<Op> transaction) {
        var others = leases.subList(0, leases.size() - 1);
        var ops = new ArrayList<Op>();
        others.forEach(lease -> ops.add(Op.check(lease.path(), Op.ANY_VERSION)));
        ops.addAll(transaction);
        return engine.take(() -> Stages.recover(
                last().guarded(ops).thenApply(results -> results.subList(others.size(), ops.size())), failure -> {
                    boolean noLease = failure instanceof MultiFailedException multi
                            && multi.index() <= others.size()
                            && multi.failure() instanceof NoNodeException;
                    return CompletableFuture.failedStage(
                            noLease
                                    ? new LeaseLostException(
                                            "one of several locks is not held any more, so nothing was carried out")
                                    : failure);
                }));
    }

    @Override
    public Pending<Void> release() {
        return engine.take(() -> {
            CompletionStage<Void> done = Stages.done();
            for (int i = leases.size() - 1; i >= 0; i--) {
                CompletionStage<Void> one = leases.get(i).release();
                done = done.thenCompose(before -> one);
            }
            return done;
        });
    }
}
