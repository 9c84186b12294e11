/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import io.zk4j.client.Children;
import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Registration;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.primitive.Acquisition;
import io.zk4j.recipes.primitive.GrantRule;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.PatienceExhaustedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads items over several queues below one path, and adds a queue when all are too long: znodes {@code <path>/<GUID>}, each a queue, as
 * with Curator's class of this name.
 *
 * <p>Thread-safe. All queues that are there are opened, those included that other programs add: who consumes, consumes from all of them.
 * The order of items is that of each queue, not of all together. Only one program at a time adds a queue: whoever is first in the line at
 * the leader's path, where Curator's programs elect theirs.
 *
 * @param <Q> what kind of queue
 */
public final class QueueSharder<Q extends QueueBase<?>> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSharder.class);
    private static final String LEADERS_PLACE = "latch-";

    private final ZkFramework zk;
    private final String path;
    private final String leaderPath;
    private final QueueSharderPolicies policies;
    private final Function<String, Q> opener;
    // ---- of the turn
    private final Map<String, Q> queues = new LinkedHashMap<>();
    private final List<Q> shortOnes = new ArrayList<>();
    private int puts;
    private @Nullable CompletionStage<Void> checking;
    private Registration nextCheck = () -> {};
    private boolean closed;

    private QueueSharder(
            ZkFramework zk, String path, String leaderPath, QueueSharderPolicies policies, Function<String, Q> opener) {
        this.zk = zk;
        this.path = Paths.validate(path);
        this.leaderPath = Paths.validate(leaderPath);
        this.policies = policies;
        this.opener = opener;
    }

    /**
     * Opens all queues, and one if there is none.
     *
     * @param leaderPath where programs queue that want to add one; not below the path of the queues
     * @param opener opens the queue at a path, as with {@link QueueBuilder}; called on the turn, so it must not wait
     */
    public static <Q extends QueueBase<?>> QueueSharder<Q> open(
            ZkFramework zk, String path, String leaderPath, QueueSharderPolicies policies, Function<String, Q> opener) {
        if (Paths.validate(leaderPath).startsWith(path + "/")) {
            throw new IllegalArgumentException(leaderPath + " is below " + path + ", and would be taken for a queue");
        }
        var sharder = new QueueSharder<>(zk, path, leaderPath, policies, opener);
        zk.engine().turn().execute(sharder::checkAgainAndAgain);
        return sharder;
    }

    /** The queue to put the next items into: each time another one of those that are not too long; if all are, of all. */
    public Pending<Q> queue() {
        return zk.engine()
                .take(() -> isKnown().thenApply(known -> {
                    List<Q> some = shortOnes.isEmpty() ? List.copyOf(queues.values()) : shortOnes;
                    if (some.isEmpty()) {
                        throw new CancellationException(path + ": this sharder was closed");
                    }
                    return some.get(Math.floorMod(puts++, some.size()));
                }));
    }

    /** The paths of all queues that this program knows. */
    public Pending<List<String>> queuePaths() {
        return zk.engine()
                .take(() -> isKnown()
                        .thenApply(known -> queues.keySet().stream()
                                .map(name -> Paths.child(path, name))
                                .toList()));
    }

    private CompletionStage<Void> isKnown() {
        return queues.isEmpty() ? check() : Stages.done();
    }

    // ---- looking how long they are

    private void checkAgainAndAgain() {
        check().whenComplete((done, failure) -> {
            if (failure != null && !closed && !zk.engine().isClosed()) {
                LOG.warn("{}: cannot tell how long the queues are; trying again", path, failure);
            }
            if (!closed) {
                nextCheck = zk.engine().turn().after(policies.thresholdCheck(), this::checkAgainAndAgain);
            }
        });
    }

    /** All who want to know wait for the same check. */
    private CompletionStage<Void> check() {
        if (checking != null) {
            return checking;
        }
        CompletionStage<Void> mine = names().thenCompose(this::look).thenCompose(this::addIfNeeded);
        checking = mine;
        return mine.whenComplete((done, failure) -> checking = null);
    }

    private CompletionStage<List<String>> names() {
        return Stages.orIf(
                NoNodeException.class,
                zk.operations().children(path).thenApply(Children::names),
                Stages.value(List.of()));
    }

    /** Opens those that are new, and finds those that are short; brings how many there are. */
    private CompletionStage<Integer> look(List<String> names) {
        names.forEach(this::know);
        return measure(names.iterator(), new ArrayList<>()).thenApply(found -> {
            shortOnes.clear();
            shortOnes.addAll(found);
            return names.size();
        });
    }

    private void know(String name) {
        if (!closed) {
            queues.computeIfAbsent(name, added -> opener.apply(Paths.child(path, added)));
        }
    }

    private CompletionStage<List<Q>> measure(Iterator<String> names, List<Q> found) {
        if (!names.hasNext() || closed) {
            return Stages.value(found);
        }
        String name = names.next();
        return zk.operations().exists(Paths.child(path, name)).thenCompose(stat -> {
            Q queue = queues.get(name);
            if (queue != null && stat.map(Stat::numChildren).orElse(0) < policies.newQueueThreshold()) {
                found.add(queue);
            }
            return measure(names, found);
        });
    }

    // ---- adding one

    private CompletionStage<Void> addIfNeeded(int there) {
        if (isEnough(there)) {
            return Stages.done();
        }
        return there == 0 ? add() : addIfNobodyElseDoes();
    }

    /** Whoever else is first in the line adds one, or has just done so. */
    private CompletionStage<Void> addIfNobodyElseDoes() {
        CompletionStage<Lease> leading = Acquisition.begin(
                zk, Line.of(leaderPath, LEADERS_PLACE, Bytes.EMPTY), GrantRule.first(1), Duration.ZERO);
        CompletionStage<Void> added = leading.thenCompose(lease -> names().thenCompose(this::look)
                .thenCompose(there -> isEnough(there) ? Stages.done() : add())
                .whenComplete((done, failure) -> lease.close()));
        return Stages.orIf(PatienceExhaustedException.class, added, Stages.done());
    }

    private boolean isEnough(int there) {
        return closed || !shortOnes.isEmpty() || there >= policies.maxQueues();
    }

    /** It stays when it is empty, as every queue does. */
    private CompletionStage<Void> add() {
        String name = zk.engine().newGuid().toString();
        var spec = CreateSpec.of(Paths.child(path, name), Bytes.EMPTY, CreateOptions.PERSISTENT)
                .parents(Parents.CONTAINERS)
                .idempotent(true);
        CompletionStage<Void> created = Stages.orIf(
                NodeExistsException.class,
                zk.operations().create(spec).thenCompose(done -> Stages.done()),
                Stages.done());
        return created.thenAccept(done -> {
            know(name);
            Q queue = queues.get(name);
            if (queue != null) {
                shortOnes.add(queue);
            }
        });
    }

    /** Closes all queues. Completes when all their puts have their outcome, and what is in consumers' hands is consumed. Never fails. */
    public Pending<Void> closeAsync() {
        return zk.engine().take(() -> {
            closed = true;
            nextCheck.close();
            return CompletableFuture.allOf(
                    queues.values().stream().map(QueueBase::closeAsync).toArray(CompletableFuture[]::new));
        });
    }

    /** Closes all queues, without waiting for the end of what is under way. */
    @Override
    public void close() {
        var unused = closeAsync();
    }
}
