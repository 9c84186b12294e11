/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.Troubled;
import io.zk4j.recipes.primitive.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holders who give a lock back only when somebody asks for it, or when it is lost. */
class RevocationSimulationTest {
    private static final int PROGRAMS = 3;
    private static final String PATH = "/lock";
    private static final long LAST_REQUEST_MILLIS = 35_000;
    private static final int GRANTS_IN_PEACE_MIN = 20;

    private final List<Holder> holders = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Troubled scene;
    private long newestToken;
    private int grantsInPeace;
    private boolean over;

    private final class Holder {
        private final ZkFramework client;
        private final InterProcessMutex mutex;
        private Optional<Lease> held = Optional.empty();

        Holder(ZkFramework client) {
            this.client = client;
            mutex = new InterProcessMutex(client, PATH).onRevocationRequest(this::giveBack);
        }

        void queue() {
            if (!over) {
                mutex.acquire().onOutcome((lease, failure) -> {
                    if (lease == null) {
                        scene.world().in(scene.world().upTo(100), this::queue);
                    } else {
                        hold(lease);
                    }
                });
            }
        }

        private void hold(Lease lease) {
            // Who hears of a grant when its session has been ended by hand has heard too late.
            if (lease.fencingToken() <= newestToken && scene.ensemble().isAlive(client)) {
                violations.add(lease.fencingToken() + " was granted after " + newestToken);
            }
            newestToken = Math.max(newestToken, lease.fencingToken());
            grantsInPeace += scene.isTroubled() ? 0 : 1;
            held = Optional.of(lease);
            lease.lost().thenRun(this::giveBack);
            if (over) { // the news of the grant may have been long on its way
                giveBack();
            }
        }

        void giveBack() {
            if (held.isPresent()) {
                held.get().close();
                held = Optional.empty();
                scene.world().in(scene.world().upTo(100), this::queue);
            }
        }
    }

    private void askTheFirst() {
        holders.get(0).mutex.participants().onOutcome((all, failure) -> {
            if (all != null && !all.isEmpty()) {
                var unused = Revoker.attemptRevoke(scene.outside(), all.get(0));
            }
            if (scene.world().nowMillis() < LAST_REQUEST_MILLIS) {
                scene.world().in(scene.world().upTo(300), this::askTheFirst);
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void whoIsAskedGivesTheLockBackAndTheNextOneHasIt(long seed) {
        scene = new Troubled(seed, PROGRAMS);
        scene.clients().forEach(client -> holders.add(new Holder(client)));
        holders.forEach(Holder::queue);
        askTheFirst();
        scene.settle();
        over = true;
        holders.forEach(Holder::giveBack); // who gives it back hands it to the next one who waits
        scene.leavesNothingIn(PATH);
        assertThat(violations).isEmpty();
        assertThat(grantsInPeace).isGreaterThan(GRANTS_IN_PEACE_MIN);
    }
}
