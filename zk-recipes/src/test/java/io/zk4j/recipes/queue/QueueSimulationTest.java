/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Troubled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queues whose producers and consumers are cut off, and whose sessions end. */
@Execution(ExecutionMode.CONCURRENT) // it takes longer than any other class
class QueueSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";
    private static final int PROGRAMS = 3;
    private static final int WORK_MILLIS_MAX = 60;
    private static final String QUEUE = "/q/items";
    private static final String LOCKS = "/q/locks";

    /** Somebody who consumes something. */
    private record Consumption(int program, long session) {}

    private final Set<String> put = new HashSet<>();
    private final Map<String, List<Consumption>> consumed = new HashMap<>();
    private final Map<String, Integer> newest = new HashMap<>(); // by consumer and producer
    private final List<String> violations = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    private Troubled scene;
    private boolean locking;
    private boolean consumersFail;
    private boolean inOrder;

    // ---- what happens

    /** Puts items one after the other; those that may have been put although that is not known may come out too. */
    private void produce(int producer, int number, BiFunction<String, Integer, Pending<Void>> how) {
        String item = producer + ":" + number;
        if (!scene.isTroubled()) {
            return;
        }
        how.apply(item, number).onOutcome((done, failure) -> {
            if (failure == null) {
                put.add(item);
            }
            scene.world().in(scene.world().upTo(100), () -> produce(producer, number + 1, how));
        });
    }

    private CompletionStage<Void> consume(int program, String item) {
        var done = new CompletableFuture<Void>();
        boolean fails = consumersFail && scene.world().chance(0.2);
        if (!fails) {
            note(program, item);
        }
        scene.world().in(scene.world().upTo(WORK_MILLIS_MAX), () -> {
            if (fails) {
                done.completeExceptionally(new IllegalStateException("not this time"));
            } else {
                done.complete(null);
            }
        });
        return done;
    }

    private void note(int program, String item) {
        long session = scene.clients().get(program).connection().sessionId();
        var before = consumed.computeIfAbsent(item, none -> new ArrayList<>());
        // Whose session has been ended by force may get a last answer from before that.
        boolean alive = scene.ensemble().isAlive(session);
        for (Consumption earlier : before) {
            if (locking && alive && scene.ensemble().isAlive(earlier.session())) {
                violations.add(item + " is consumed by " + program + " in session " + session + " after " + earlier);
            }
        }
        before.add(new Consumption(program, session));
        checkOrder(program, item);
    }

    private void checkOrder(int program, String item) {
        String[] parts = item.split(":", -1);
        int number = Integer.parseInt(parts[1]);
        Integer last = newest.put(program + " of " + parts[0], number);
        if (inOrder && last != null && last > number) {
            violations.add(item + " is consumed by " + program + " after " + last);
        }
    }

    private void consumedOnceOnly() {
        consumed.forEach((item, by) -> assertThat(by).as(item).hasSize(1));
    }

    /** An item that nobody has put back comes twice without locks only if a session ends in the moment in which it is taken. */
    private void consumedTwiceOnlyIfSessionsEnd() {
        long ends = scene.clients().stream()
                .mapToLong(client -> client.engine().session().number() - 1)
                .sum();
        int all = consumed.values().stream().mapToInt(List::size).sum();
        assertThat(all - consumed.size()).isLessThanOrEqualTo((int) ends);
    }

    private void nothingIsLost() {
        assertThat(violations).isEmpty();
        assertThat(put).isNotEmpty();
        var lost = new HashSet<>(put);
        lost.removeAll(consumed.keySet());
        assertThat(lost)
                .as(() -> "what was put and never consumed; left are "
                        + scene.ensemble().children(QUEUE))
                .isEmpty();
    }

    // ---- queues with consumers

    private QueueBuilder<String> queue(int program) {
        return QueueBuilder.of(scene.clients().get(program), QUEUE, QueueSerializer.utf8())
                .asyncConsumer(item -> consume(program, item))
                .errorHandler((item, cause) -> ErrorMode.REQUEUE);
    }

    private void playFifo(boolean withLocks) {
        locking = withLocks;
        for (int program = 0; program < PROGRAMS; program++) {
            var builder = queue(program);
            var queue = locking ? builder.lockPath(LOCKS).openQueue() : builder.openQueue();
            open.add(queue);
            produce(program, 0, (item, number) -> queue.put(item));
        }
        end();
    }

    private void end() {
        scene.settle();
        nothingIsLost();
        open.forEach(queue -> {
            try {
                queue.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        scene.leavesNothingIn(QUEUE, LOCKS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void whileSessionsLastItemsAreConsumedOnceAndInOrder(long seed) {
        scene = new Troubled(seed, PROGRAMS, false);
        inOrder = true;
        playFifo(seed % 2 == 0);
        consumedOnceOnly();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void whatCouldNotBeConsumedIsTriedAgain(long seed) {
        scene = new Troubled(seed, PROGRAMS, false);
        consumersFail = true;
        playFifo(seed % 2 == 0);
        consumedOnceOnly();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void underLocksAnItemComesAgainOnlyIfTheSessionOfWhoHadItHasEnded(long seed) {
        scene = new Troubled(seed, PROGRAMS);
        consumersFail = seed % 2 == 0;
        playFifo(true);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void withoutLocksNothingIsLostEvenIfSessionsEnd(long seed) {
        scene = new Troubled(seed, PROGRAMS);
        consumersFail = seed % 2 == 0;
        playFifo(false);
        if (!consumersFail) {
            consumedTwiceOnlyIfSessionsEnd();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void nothingComesBeforeItsTimeAndTheUrgentIsNotLost(long seed) {
        scene = new Troubled(seed, PROGRAMS, false);
        var start = Instant.ofEpochSecond(1_700_000_000);
        InstantSource time = () -> start.plusMillis(scene.world().nowMillis());
        var due = new HashMap<String, Instant>();
        for (int program = 0; program < PROGRAMS; program++) {
            int me = program;
            var queue = queue(program)
                    .asyncConsumer(item -> {
                        if (time.instant().isBefore(due.get(item))) {
                            violations.add(item + " came before its time");
                        }
                        return consume(me, item);
                    })
                    .clock(time.withZone(ZoneOffset.UTC))
                    .openDelayQueue();
            open.add(queue);
            produce(program, 0, (item, number) -> {
                due.put(item, time.instant().plusMillis(scene.world().upTo(3_000)));
                return queue.put(item, due.get(item));
            });
        }
        end();
        consumedOnceOnly();
    }

    private void remove(DistributedIdQueue<String> queue, String id, Set<String> removed, Set<String> inDoubt) {
        queue.remove(id).onOutcome((count, failure) -> {
            if (count == null) {
                inDoubt.add(id);
            } else if (count > 0) {
                removed.add(id);
            }
            if (count != null && count > 1) {
                violations.add(id + " was removed " + count + " times");
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void whatIsRemovedByItsIdIsNotConsumedAndNothingElseIsMissing(long seed) {
        scene = new Troubled(seed, PROGRAMS, false);
        inOrder = true;
        locking = seed % 2 == 0;
        var removed = new HashSet<String>();
        var inDoubt = new HashSet<String>();
        for (int program = 0; program < PROGRAMS; program++) {
            var builder = queue(program);
            var queue = locking ? builder.lockPath(LOCKS).openIdQueue() : builder.openIdQueue();
            open.add(queue);
            produce(program, 0, (item, number) -> {
                var putting = queue.put(item, item);
                putting.onOutcome((done, failure) -> {
                    if (scene.world().chance(0.4)) {
                        scene.world().in(scene.world().upTo(100), () -> remove(queue, item, removed, inDoubt));
                    }
                });
                return putting;
            });
        }
        scene.settle();
        put.removeAll(removed);
        put.removeAll(inDoubt);
        end();
        consumedOnceOnly();
        assertThat(removed).noneMatch(consumed::containsKey);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aFullQueueMakesThoseWaitWhoPut(long seed) {
        scene = new Troubled(seed, PROGRAMS, false);
        inOrder = true;
        int max = 5;
        for (int program = 0; program < PROGRAMS; program++) {
            var queue = queue(program).maxItems(max).openPriorityQueue(3);
            open.add(queue);
            produce(program, 0, (item, number) -> queue.put(item, 7));
        }
        scene.repeat(50, () -> {
            int length = scene.ensemble().children(QUEUE).size();
            if (length > max + 2 * PROGRAMS) { // one more of each who looked at the same moment, and the marks
                violations.add(length + " items are in a queue of " + max);
            }
        });
        end();
        consumedOnceOnly();
    }

    // ---- the simple queue

    private void poll(int program, SimpleDistributedQueue queue, boolean cancels) {
        if (scene.world().nowMillis() > 30_000) {
            return;
        }
        var taking = queue.poll(Duration.ofMillis(scene.world().upTo(500)));
        if (cancels && scene.world().chance(0.3)) {
            scene.world().in(scene.world().upTo(30), () -> taking.cancel(false));
        }
        taking.onOutcome((item, failure) -> {
            if (item != null && item.isPresent()) {
                note(program, item.get().utf8());
            }
            scene.world().in(scene.world().upTo(WORK_MILLIS_MAX), () -> poll(program, queue, cancels));
        });
    }

    private void playSimple(boolean cancels) {
        for (int program = 0; program < PROGRAMS; program++) {
            ZkFramework client = scene.clients().get(program);
            var queue = new SimpleDistributedQueue(client, QUEUE);
            produce(program, 0, (item, number) -> queue.offer(Bytes.ofUtf8(item)));
            poll(program, queue, cancels);
            poll(program, queue, cancels);
        }
        end();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void whileSessionsLastASimpleQueueGivesEachItemOnce(long seed) {
        scene = new Troubled(seed, PROGRAMS, false);
        playSimple(seed % 2 == 0);
        consumedOnceOnly();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aSimpleQueueLosesNothingEvenIfSessionsEnd(long seed) {
        scene = new Troubled(seed, PROGRAMS);
        playSimple(seed % 2 == 0);
    }
}
