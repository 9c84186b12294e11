/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.Troubled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Items spread over several queues, by programs that are cut off, and whose sessions end. */
class QueueSharderSimulationTest {
    private static final int PROGRAMS = 3;
    private static final int WORK_MILLIS_MAX = 600;
    private static final int PUT_PAUSE_MILLIS_MAX = 800;
    private static final QueueSharderPolicies POLICIES = new QueueSharderPolicies(3, Duration.ofMillis(1_500), 3);
    private static final String PATH = "/s/queues";
    private static final String LEADER = "/s/leader";

    private final Set<String> put = new HashSet<>();
    private final Map<String, Integer> consumed = new HashMap<>();
    private Troubled scene;

    private void produce(QueueSharder<DistributedQueue<String>> sharder, int program, int number) {
        if (!scene.isTroubled()) {
            return;
        }
        String item = program + ":" + number;
        CompletionStage<Void> putting = sharder.queue().thenCompose(queue -> queue.put(item));
        putting.whenComplete((done, failure) -> {
            if (failure == null) {
                put.add(item);
            }
            scene.world().in(scene.world().upTo(PUT_PAUSE_MILLIS_MAX), () -> produce(sharder, program, number + 1));
        });
    }

    private CompletionStage<Void> consume(String item) {
        consumed.merge(item, 1, Integer::sum);
        var done = new CompletableFuture<Void>();
        scene.world().in(scene.world().upTo(WORK_MILLIS_MAX), () -> done.complete(null));
        return done;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void nothingIsLostAndNoMoreQueuesAreAddedThanAllowed(long seed) {
        boolean endsSessions = seed % 2 == 0;
        scene = new Troubled(seed, PROGRAMS, endsSessions);
        var sharders = new ArrayList<QueueSharder<DistributedQueue<String>>>();
        for (int program = 0; program < PROGRAMS; program++) {
            ZkFramework client = scene.clients().get(program);
            var sharder = QueueSharder.open(
                    client,
                    PATH,
                    LEADER,
                    POLICIES,
                    path -> QueueBuilder.of(client, path, QueueSerializer.utf8())
                            .asyncConsumer(this::consume)
                            .openQueue());
            sharders.add(sharder);
            produce(sharder, program, 0);
        }
        scene.settle();
        assertThat(put).isNotEmpty();
        assertThat(consumed.keySet()).containsAll(put);
        if (!endsSessions) {
            assertThat(consumed.values()).containsOnly(1);
        }
        List<String> queues = scene.ensemble().children(PATH);
        assertThat(queues).hasSizeBetween(1, Math.max(POLICIES.maxQueues(), PROGRAMS));
        sharders.forEach(QueueSharder::close);
        queues.forEach(queue -> scene.leavesNothingIn(PATH + "/" + queue));
        scene.leavesNothingIn(LEADER);
    }
}
