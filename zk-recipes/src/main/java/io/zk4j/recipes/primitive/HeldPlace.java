/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Op;
import io.zk4j.client.OpResult;
import io.zk4j.framework.Deadline;
import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The lease on a place that was granted.
 *
 * <p>Steps of the turn watch over it: it is lost when the place is, and when the time has passed until which it is provably held.
 */
final class HeldPlace implements Lease {
    private static final Duration LOOK_AGAIN_MIN = Duration.ofMillis(1);

    private final ZkFramework zk;
    private final Engine engine;
    private final PlaceInLine place;
    private final String path;
    private final long token;
    /** Whether it was neither closed nor lost. Written by steps of the turn and by {@link #release}, read by everybody. */
    private final AtomicBoolean open = new AtomicBoolean(true);

    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private Registration look = () -> {};

    /** On the turn, when the place is granted. */
    HeldPlace(ZkFramework zk, PlaceInLine place) {
        this.zk = zk;
        this.engine = zk.engine();
        this.place = place;
        this.path = place.path();
        this.token = place.czxid();
        place.lost().thenAccept(reason -> lose());
        if (place.session().heldUntil().remaining().compareTo(Engine.SOON_MAX) < 0) {
            lookAtTheDeadline();
        } else {
            look = engine.soon(this::lookAtTheDeadline); // most are given back before that
        }
    }

    @Override
    public boolean isHeld() {
        return open.get() && !place.session().heldUntil().hasPassed();
    }

    @Override
    public Deadline validUntil() {
        var turn = engine.turn();
        return open.get() ? place.session().heldUntil() : turn.deadlineAt(turn.nanoTime());
    }

    @Override
    public CompletionStage<Void> lost() {
        return lost.minimalCompletionStage();
    }

    @Override
    public long fencingToken() {
        return token;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Pending<List<OpResult>> guarded(List<Op> transaction) {
        var ops = new ArrayList<Op>();
        ops.add(Op.check(path, Op.ANY_VERSION));
        ops.addAll(transaction);
        return engine.take(() -> open.get()
                ? Stages.recover(
                        zk.operations(place.session()).multi(ops).thenApply(results -> results.subList(1, ops.size())),
                        this::guardFailed)
                : CompletableFuture.failedStage(gone()));
    }

    private CompletionStage<List<OpResult>> guardFailed(Throwable failure) {
        boolean noPlace = failure instanceof MultiFailedException multi
                && multi.index() == 0
                && multi.failure() instanceof NoNodeException;
        return CompletableFuture.failedStage(noPlace ? gone() : failure);
    }

    private LeaseLostException gone() {
        return new LeaseLostException(path + " is not held any more, so nothing was carried out under it");
    }

    @Override
    public Pending<Void> release() {
        open.set(false);
        return engine.take(() -> {
            look.close();
            return place.leave();
        });
    }

    private void lookAtTheDeadline() {
        if (!open.get()) {
            return;
        }
        Duration left = place.session().heldUntil().remaining();
        if (left.isNegative() || left.isZero()) {
            lose();
            place.leave();
        } else {
            look = engine.turn()
                    .after(left.compareTo(LOOK_AGAIN_MIN) < 0 ? LOOK_AGAIN_MIN : left, this::lookAtTheDeadline);
        }
    }

    private void lose() {
        if (open.compareAndSet(true, false)) {
            look.close();
            engine.callbacks().execute(() -> lost.complete(null));
        }
    }
}
