/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Troubled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that several programs change while connections break and sessions end. */
class CounterSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";
    private static final int PROGRAMS = 3;

    private final Set<Long> reached = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private int counted;
    private int unknown;

    private <N extends Number> void countTogether(
            long seed, BiFunction<ZkFramework, PromotedToLock, ? extends DistributedAtomicNumber<N>> open) {
        var scene = new Troubled(seed, PROGRAMS);
        boolean fought = scene.world().chance(0.5);
        var lock = new PromotedToLock("/n/lock", Duration.ofSeconds(fought ? 30 : 2));
        var numbers = new ArrayList<DistributedAtomicNumber<N>>();
        scene.clients().forEach(client -> numbers.add(open.apply(client, lock)));
        scene.repeat(60, () -> {
            Pending<AtomicValue<N>> change =
                    numbers.get(scene.world().upTo(PROGRAMS)).increment();
            if (scene.world().chance(0.1)) {
                scene.world().in(scene.world().upTo(100), () -> change.cancel(true));
            }
            change.onOutcome((value, failure) -> {
                if (value == null) {
                    unknown++;
                } else if (value.succeeded()) {
                    counted++;
                    note(value.preValue().longValue(), value.postValue().longValue());
                }
            });
        });
        scene.settle();
        Pending<N> end = open.apply(scene.outside(), lock).get();
        scene.leavesNothingIn("/n/lock");

        assertThat(violations).isEmpty();
        assertThat(counted).as("successful changes").isPositive();
        assertThat(end.join().longValue())
                .as("%d counted and %d in doubt", counted, unknown)
                .isBetween((long) counted, (long) counted + unknown);
    }

    private void note(long before, long after) {
        if (after != before + 1 || !reached.add(after)) {
            violations.add("from " + before + " to " + after + (reached.contains(after) ? ", once more" : ""));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void noIncrementOfALongIsLostOrAppliedTwice(long seed) {
        countTogether(seed, (client, lock) -> new DistributedAtomicLong(client, "/n/number", 2, lock));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void noIncrementOfAnIntegerIsLostOrAppliedTwice(long seed) {
        countTogether(seed, (client, lock) -> new DistributedAtomicInteger(client, "/n/number", 2, lock));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void aSharedCountLosesNothingAndEverybodySeesTheSameInTheEnd(long seed) {
        var scene = new Troubled(seed, PROGRAMS);
        var counts = new ArrayList<SharedCount>();
        var seen = new int[PROGRAMS];
        for (int i = 0; i < PROGRAMS; i++) {
            int program = i;
            var count = SharedCount.open(scene.clients().get(i), "/count", 0);
            count.addListener(now -> {
                if (now <= seen[program] && now > 0) {
                    violations.add("program " + program + " was told " + now + " after " + seen[program]);
                }
                seen[program] = now;
            });
            counts.add(count);
        }
        scene.repeat(60, () -> {
            var count = counts.get(scene.world().upTo(PROGRAMS));
            count.getVersionedValue().ifPresent(known -> {
                int next = IntFormat.decode(known.data()) + 1;
                count.trySetCount(known, next).onOutcome((set, failure) -> {
                    if (set == null) {
                        unknown++;
                    } else if (set) {
                        counted++;
                        note(next - 1, next);
                    }
                });
            });
        });
        scene.settle();
        assertThat(violations).isEmpty();
        assertThat(counted).as("successful changes").isPositive();
        assertThat(counts)
                .allSatisfy(count ->
                        assertThat(count.getCount()).isEqualTo(counts.get(0).getCount()));
        assertThat(counts.get(0).getCount()).isBetween(counted, counted + unknown);
        counts.forEach(SharedCount::close);
        scene.leavesNothingIn("/count");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void whatIsSetInASharedValueLastIsWhatEverybodySeesInTheEnd(long seed) {
        var scene = new Troubled(seed, PROGRAMS);
        var values = new ArrayList<SharedValue>();
        scene.clients().forEach(client -> values.add(SharedValue.open(client, "/value", Bytes.ofUtf8("seed"))));
        scene.repeat(200, () -> {
            var value = values.get(scene.world().upTo(PROGRAMS));
            var unused = value.setValue(Bytes.ofUtf8("" + scene.world().nowMillis()));
        });
        scene.settle();
        var last = Bytes.ofUtf8(scene.ensemble().texts("/value").get("/value"));
        assertThat(values).allSatisfy(value -> assertThat(value.getValue()).isEqualTo(last));
        values.forEach(SharedValue::close);
        scene.leavesNothingIn("/value");
    }
}
