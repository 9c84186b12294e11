/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.framework.Engine;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.primitive.Acquisition;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.PlaceInLine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What makes a handle reentrant: while it holds the lock, everybody who acquires it through this handle shares the hold, those who have
 * queued before included. State of the turn.
 */
final class Reentrance {
    private final ZkFramework zk;
    private final Engine engine;
    private final Supplier<Line> line;
    private final Supplier<GrantRule> rule;
    private final Consumer<PlaceInLine> onJoin;
    /** Who waits, each with the queueing that was begun for it. */
    private final Map<Pending<Lease>, Pending<Lease>> waiting = new LinkedHashMap<>();

    private @Nullable Hold hold;

    /**
     * A handle.
     *
     * @param line asked by a step of the turn whenever somebody queues, as is the rule
     */
    Reentrance(ZkFramework zk, Supplier<Line> line, Supplier<GrantRule> rule, Consumer<PlaceInLine> onJoin) {
        this.zk = zk;
        this.engine = zk.engine();
        this.line = line;
        this.rule = rule;
        this.onJoin = onJoin;
    }

    Pending<Lease> acquire(@Nullable Duration patience) {
        Pending<Lease> mine = engine.pending();
        engine.turn().execute(() -> enter(mine, patience));
        return mine;
    }

    /** The znode of the hold, if there is one; for steps of the turn. */
    Optional<String> heldPath() {
        return hold != null && hold.isOpen() ? Optional.of(hold.path()) : Optional.empty();
    }

    private void enter(Pending<Lease> mine, @Nullable Duration patience) {
        if (mine.isCancelled()) {
            return;
        } else if (hold != null && hold.isOpen()) {
            share(hold, mine);
            return;
        }
        Pending<Lease> queued = Acquisition.begin(zk, line.get(), rule.get(), patience, onJoin);
        waiting.put(mine, queued);
        mine.onCancel(() -> {
            waiting.remove(mine);
            queued.cancel(true);
        });
        queued.onOutcome((lease, failure) -> {
            boolean waits = waiting.remove(mine) != null;
            if (failure != null) {
                if (waits) {
                    mine.fail(failure);
                }
            } else {
                begin(new Hold(engine, Objects.requireNonNull(lease)), mine);
            }
        });
    }

    private void begin(Hold next, Pending<Lease> first) {
        hold = next;
        Lease own = next.enter(); // keeps it open until all have theirs
        share(next, first);
        var others = List.copyOf(waiting.keySet());
        others.forEach(other -> {
            Pending<Lease> queued = waiting.remove(other);
            if (queued != null) {
                queued.cancel(true);
            }
            share(next, other);
        });
        own.close();
    }

    private static void share(Hold hold, Pending<Lease> with) {
        Lease share = hold.enter();
        if (!with.deliver(share)) {
            share.close();
        }
    }
}
