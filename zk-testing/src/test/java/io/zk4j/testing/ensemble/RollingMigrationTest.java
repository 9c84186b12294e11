/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.TreeListing;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkEnsemble;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.load.WriteLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Three of Apache's servers become ours one by one, over the same files and under load, and then Apache's again. */
@Tag("foreign")
class RollingMigrationTest {
    private static final Logger LOG = LoggerFactory.getLogger(RollingMigrationTest.class);
    private static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int WRITES_BETWEEN = 200;

    @TempDir
    Path folder;

    @Test
    void noWriteAndNoSessionIsLostOnTheWayThereAndBack() {
        try (var ensemble = Ensembles.in(folder)
                        .members(Foreign.apacheServer(), 1, 2, 3)
                        .set("snapCount", "1000")
                        .start();
                var client = Ensembles.client(ensemble);
                var load = WriteLoad.creating(ensemble.connectString(), CLIENTS)
                        .pause(PAUSE)
                        .start()) {
            Ensembles.done(client.create("/mine", Bytes.EMPTY, CreateOptions.EPHEMERAL));
            long session = client.state().sessionId();
            Ensembles.awaitWrites(load, WRITES_BETWEEN);
            replaceAll(ensemble, load, Ensembles.ours());
            replaceAll(ensemble, load, Foreign.apacheServer());

            var report = load.stop();
            LOG.info(
                    "{} writes acknowledged, {} of unknown outcome, longest gap {} ms",
                    report.acknowledged().size(),
                    report.unknown().size(),
                    report.longestGap().toMillis());
            for (long sid : ensemble.sids()) {
                var tree = TreeListing.of(ensemble.member(sid));
                assertThat(report.lost(tree)).as("lost on server %d", sid).isEmpty();
                assertThat(tree.ephemerals()).containsExactly(Map.entry("/mine", session));
            }
            assertThat(report.expiredSessions()).isZero();
            assertThat(client.state().sessionId()).isEqualTo(session);
            Ensembles.assertTreesAreEqual(ensemble);
        }
    }

    /** The followers first, as an operator does, so that there is one change of leader and not several. */
    private static void replaceAll(ZkEnsemble ensemble, WriteLoad load, ZkDistribution by) {
        long leader = ensemble.awaitLeader();
        var order = new ArrayList<>(ensemble.sids());
        order.remove(leader);
        order.addAll(List.of(leader));
        for (long sid : order) {
            ensemble.member(sid).stop();
            Ensembles.awaitWrites(load, WRITES_BETWEEN);
            ensemble.member(sid).become(by);
            ensemble.start(sid);
            Ensembles.awaitWrites(load, WRITES_BETWEEN);
        }
    }
}
