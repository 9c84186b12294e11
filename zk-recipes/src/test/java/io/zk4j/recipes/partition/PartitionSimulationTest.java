/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.recipes.Troubled;
import io.zk4j.recipes.primitive.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Members of a party that divide a set while their connections break and their sessions end. */
class PartitionSimulationTest {
    private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e", "f", "g");
    private static final int MEMBERS = 3;

    /** The newest lease of each item; an older one is never granted later. */
    private final Map<String, Long> tokens = new HashMap<>();

    private final List<String> violations = new ArrayList<>();
    private final Map<Integer, Partition> held = new HashMap<>();

    private void takePart(Troubled scene, int member, SetPartitioner partitioner) {
        CompletionStage<Partition> next = partitioner.acquire();
        next.whenComplete((partition, failure) -> {
            if (partition == null) {
                return; // closed in the end
            }
            held.put(member, partition);
            partition.leases().forEach(this::onGrant);
            partition
                    .ended()
                    .thenRun(() -> scene.world().in(scene.world().upTo(300), () -> {
                        held.remove(member, partition);
                        partition.close();
                        takePart(scene, member, partitioner);
                    }));
        });
    }

    private void onGrant(String item, Lease lease) {
        Long before = tokens.put(item, lease.fencingToken());
        if (before != null && before >= lease.fencingToken()) {
            violations.add(item + " was granted with " + lease.fencingToken() + " after " + before);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void sharesAreDisjointAndCompleteOnceSettled(long seed) {
        var scene = new Troubled(seed, MEMBERS);
        var partitioners = new ArrayList<SetPartitioner>();
        for (int i = 0; i < MEMBERS; i++) {
            var partitioner =
                    SetPartitioner.join(scene.clients().get(i), "/set", ITEMS, "m" + i, Duration.ofMillis(500));
            partitioners.add(partitioner);
            takePart(scene, i, partitioner);
        }
        scene.settle();
        assertThat(violations).isEmpty();
        var all = new ArrayList<String>();
        held.values().forEach(partition -> {
            assertThat(partition.hasEnded()).isFalse();
            assertThat(partition.leases().values()).allMatch(Lease::isHeld);
            all.addAll(partition.items());
        });
        assertThat(held).hasSize(MEMBERS);
        assertThat(all).containsExactlyInAnyOrderElementsOf(ITEMS);
        partitioners.forEach(SetPartitioner::close);
        scene.leavesNothingIn("/set/party", "/set/locks/a", "/set/locks/b", "/set/locks/g");
    }
}
