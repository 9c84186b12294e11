/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Troubled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Items under lock, among programs that are cut off, and whose sessions end. */
class LockingQueueSimulationTest {
    private static final int PROGRAMS = 3;
    private static final int WORK_MILLIS_MAX = 400;
    private static final int PATIENCE_MILLIS_MAX = 4_000;
    private static final int PUT_PAUSE_MILLIS_MAX = 1_500;
    private static final long TAKES_UNTIL_MILLIS = 17_000;
    private static final String QUEUE = "/l/queue";

    /** Somebody who has an item, in this session. */
    private record Holder(int program, long session) {}

    private final Set<String> put = new HashSet<>();
    private final Map<String, Holder> held = new HashMap<>();
    private final Set<String> consumed = new HashSet<>();
    private final Set<String> inDoubt = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private Troubled scene;

    private void produce(LockingQueue queue, int program, int number) {
        if (!scene.isTroubled()) {
            return;
        }
        var item = program + ":" + number;
        var twin = item + "'";
        boolean two = scene.world().chance(0.2);
        int priority = scene.world().upTo(LockingQueue.PRIORITY_MAX + 1);
        var putting = two
                ? queue.putAll(List.of(Bytes.ofUtf8(item), Bytes.ofUtf8(twin)), priority)
                : queue.put(Bytes.ofUtf8(item), priority);
        putting.onOutcome((done, failure) -> {
            if (failure == null) {
                put.addAll(two ? List.of(item, twin) : List.of(item));
            }
            scene.world().in(scene.world().upTo(PUT_PAUSE_MILLIS_MAX), () -> produce(queue, program, number + 1));
        });
    }

    private void take(LockingQueue queue, int program) {
        if (scene.world().nowMillis() > TAKES_UNTIL_MILLIS) {
            return;
        }
        var taking = queue.get(Duration.ofMillis(scene.world().upTo(PATIENCE_MILLIS_MAX)));
        if (scene.world().chance(0.2)) {
            scene.world().in(scene.world().upTo(30), () -> taking.cancel(false));
        }
        taking.onOutcome((item, failure) -> {
            if (item != null && item.isPresent()) {
                took(queue, program, item.get());
            } else {
                scene.world().in(scene.world().upTo(WORK_MILLIS_MAX), () -> take(queue, program));
            }
        });
    }

    private void took(LockingQueue queue, int program, LockedItem item) {
        var me = new Holder(program, scene.clients().get(program).connection().sessionId());
        String name = item.data().utf8();
        if (scene.ensemble().isAlive(me.session())) { // who is about to hear that it is over may be late
            note(me, name);
        }
        scene.world().in(scene.world().upTo(WORK_MILLIS_MAX), () -> {
            if (scene.world().chance(0.3)) {
                held.remove(name, me); // somebody can have it before the release is heard of
                item.release().onOutcome((released, failure) -> take(queue, program));
            } else {
                item.consume().onOutcome((done, failure) -> {
                    held.remove(name, me);
                    if (done == null) {
                        inDoubt.add(name);
                    } else if (done && !consumed.add(name)) {
                        violations.add(name + " is consumed again by " + me);
                    }
                    take(queue, program);
                });
            }
        });
    }

    private void note(Holder me, String name) {
        Holder other = held.put(name, me);
        if (other != null && scene.ensemble().isAlive(other.session())) {
            violations.add(name + " is taken by " + me + " while " + other + " has it");
        }
        if (consumed.contains(name)) {
            violations.add(name + " is taken by " + me + " after it was consumed");
        }
    }

    private void play() {
        var queues = new ArrayList<LockingQueue>();
        for (int program = 0; program < PROGRAMS; program++) {
            ZkFramework client = scene.clients().get(program);
            var queue = new LockingQueue(client, QUEUE);
            queues.add(queue);
            produce(queue, program, 0);
            take(queue, program);
        }
        if (scene.world().chance(0.25)) {
            take(queues.get(0), 0); // two who take through one handle
        }
        scene.settle();
        assertThat(violations).isEmpty();
        assertThat(put).isNotEmpty();
        put.removeAll(consumed);
        put.removeAll(inDoubt);
        assertThat(put)
                .as(() -> "not consumed; left are " + scene.ensemble().children(QUEUE + "/entries"))
                .isEmpty();
        scene.leavesNothingIn(QUEUE + "/entries", QUEUE + "/taken");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void anItemIsInOneHandAsLongAsItsSessionLastsAndIsConsumedOnce(long seed) {
        boolean endsSessions = seed % 2 == 0;
        scene = new Troubled(seed, PROGRAMS, endsSessions);
        play();
        if (!endsSessions) {
            assertThat(inDoubt).isEmpty();
        }
    }
}
