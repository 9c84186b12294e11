/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Troubled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both barriers while connections break, sessions end, and watches fire for no reason, with what the servers have as the truth. */
class BarrierSimulationTest {
    private static final String SEEDS = "io.zk4j.framework.sim.Seeds#forThisBuild";
    private static final int MEMBERS = 3;
    private static final long LAST_COMES_MILLIS = 25_000;
    private static final String GATE = "/gate";
    private static final String MEETING = "/meeting";

    private final List<String> violations = new ArrayList<>();
    private Troubled scene;

    // ---- the barrier

    private long lastOpenMillis;

    private boolean isOpen() {
        return !scene.ensemble().children("/").contains(GATE.substring(1));
    }

    private void waitAtTheGate(ZkFramework client, List<Pending<Boolean>> waiting) {
        long begun = scene.world().nowMillis();
        boolean patient = scene.world().chance(0.7);
        var barrier = new DistributedBarrier(client, GATE);
        Pending<Boolean> passing = patient
                ? barrier.waitOnBarrier()
                : barrier.waitOnBarrier(Duration.ofMillis(scene.world().upTo(400)));
        waiting.add(passing);
        passing.onOutcome((passed, failure) -> {
            waiting.remove(passing);
            if (Boolean.TRUE.equals(passed) && !isOpen() && lastOpenMillis < begun) {
                violations.add("somebody who came at " + begun + " ms passed what is closed since " + lastOpenMillis);
            } else if (passed == null || (patient && !passed)) {
                violations.add("somebody did not wait for the end: " + failure);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void nobodyPassesABarrierThatWasThereAllTheTimeAndEverybodyDoesWhenItIsGone(long seed) {
        scene = new Troubled(seed, MEMBERS);
        scene.ensemble()
                .onChange(() -> lastOpenMillis = isOpen() ? scene.world().nowMillis() : lastOpenMillis);
        var waiting = new ArrayList<Pending<Boolean>>();
        boolean[] open = {true};
        scene.repeat(400, () -> {
            if (open[0] != isOpen()) {
                return;
            }
            lastOpenMillis = isOpen() ? scene.world().nowMillis() : lastOpenMillis;
            open[0] = !open[0];
            scene.ensemble()
                    .tryApply(
                            open[0]
                                    ? Op.delete(GATE, Op.ANY_VERSION)
                                    : Op.create(GATE, Bytes.EMPTY, CreateOptions.PERSISTENT));
        });
        scene.repeat(100, () -> scene.ensemble().tryApply(Op.set(GATE, Bytes.EMPTY, Op.ANY_VERSION)));
        scene.repeat(200, () -> waitAtTheGate(scene.clients().get(scene.world().upTo(MEMBERS)), waiting));
        scene.settle();
        scene.ensemble().tryApply(Op.delete(GATE, Op.ANY_VERSION));
        scene.leavesNothingIn(GATE);
        assertThat(violations).isEmpty();
        assertThat(waiting).as("who waits at an open barrier").isEmpty();
    }

    // ---- the double barrier

    private final List<Member> members = new ArrayList<>();
    /** The znodes that were there when enough were, as far as they have been there ever since. */
    private Set<String> met = Set.of();

    /** When there was one of them for the last time. */
    private long lastMetMillis = -1;

    /** How often somebody was let in once the trouble was over. */
    private int entriesInPeace;

    private final class Member {
        private final ZkFramework client;
        private final DistributedDoubleBarrier barrier;
        private boolean inside;
        private long insideSession;

        Member(ZkFramework client) {
            this.client = client;
            this.barrier = new DistributedDoubleBarrier(client, MEETING, MEMBERS);
        }

        /** Whether the servers have to know that it is inside. */
        boolean isInside() {
            return inside
                    && client.engine().session().number() == insideSession
                    && scene.ensemble().isAlive(client);
        }

        void come() {
            if (scene.world().nowMillis() > LAST_COMES_MILLIS) {
                return;
            }
            long begun = scene.world().nowMillis();
            noteWhoIsThere();
            Pending<Boolean> entering = scene.world().chance(0.3)
                    ? barrier.enter(Duration.ofMillis(scene.world().upTo(3_000)))
                    : barrier.enter();
            if (scene.world().chance(0.1)) {
                scene.world().in(scene.world().upTo(1_000), () -> entering.cancel(true));
            }
            if (begun > LAST_COMES_MILLIS - 5_000) {
                scene.world().in(8_000, () -> entering.cancel(true)); // not all may come to the last one
            }
            entering.onOutcome((in, failure) -> {
                if (Boolean.TRUE.equals(in)) {
                    enter(begun);
                } else {
                    scene.world().in(scene.world().upTo(200), this::come);
                }
            });
        }

        private void enter(long begun) {
            if (lastMetMillis < begun) {
                violations.add("in at " + scene.world().nowMillis() + " ms, having come at " + begun
                        + ", though nobody was there any more at " + lastMetMillis + " of those who had met");
            }
            entriesInPeace += scene.isTroubled() ? 0 : 1;
            inside = true;
            insideSession = client.engine().session().number();
            scene.world().in(scene.world().upTo(200), this::leave);
        }

        private void leave() {
            inside = false;
            barrier.leave().onOutcome((out, failure) -> {
                members.stream()
                        .filter(Member::isInside)
                        .forEach(other -> violations.add(
                                "out at " + scene.world().nowMillis() + " ms while somebody was still inside"));
                if (!Boolean.TRUE.equals(out)) {
                    violations.add("could not leave: " + failure);
                }
                scene.world().in(scene.world().upTo(200), this::come);
            });
        }
    }

    private void noteWhoIsThere() {
        var there = new HashSet<>(scene.ensemble().children(MEETING));
        there.remove("ready");
        if (there.size() >= MEMBERS) {
            met = there;
        }
        met = met.stream().filter(there::contains).collect(Collectors.toSet());
        if (!met.isEmpty()) {
            lastMetMillis = scene.world().nowMillis();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource(SEEDS)
    void nobodyIsInBeforeEnoughHaveComeOrOutBeforeAllHaveLeft(long seed) {
        scene = new Troubled(seed, MEMBERS);
        scene.ensemble().onChange(this::noteWhoIsThere);
        if (scene.world().chance(0.5)) { // as if a crash had left it
            scene.ensemble().create(MEETING);
            scene.ensemble().create(MEETING + "/ready");
        }
        scene.clients().forEach(client -> members.add(new Member(client)));
        members.forEach(member -> scene.world().in(scene.world().upTo(300), member::come));
        scene.repeat(100, () -> scene.ensemble().tryApply(Op.set(MEETING + "/ready", Bytes.EMPTY, Op.ANY_VERSION)));
        scene.settle();
        assertThat(violations).isEmpty();
        assertThat(entriesInPeace).as("entries once there is no more trouble").isGreaterThan(MEMBERS);
        scene.ensemble().tryApply(Op.delete(MEETING + "/ready", Op.ANY_VERSION));
        scene.leavesNothingIn(MEETING);
    }
}
