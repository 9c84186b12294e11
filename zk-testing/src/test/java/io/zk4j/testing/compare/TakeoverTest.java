/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Dose;
import io.zk4j.testing.e2e.Foreign;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One data directory that Apache's server and ours take from each other, killed each time: nobody finds anything changed. */
class TakeoverTest {
    private static final int SESSIONS = 5;
    private static final int IN_FLIGHT_MAX = 6;
    private static final int LINES_BEFORE = 3;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "snapshot after about {0} writes")
    @ValueSource(ints = {150, 100_000})
    void aTreeGoesToApachesServerAndBackUnchanged(int snapCount) throws IOException {
        var script = new ScriptWriter(snapCount, SESSIONS, IN_FLIGHT_MAX);
        int requests = Dose.of(400, 100_000);

        var written = playOn(ZkDistribution.zk4j(), snapCount, script.write(requests));
        assertThat(Player.firstDifference(written, treeOn(Foreign.apacheServer(), snapCount), LINES_BEFORE))
                .as("ours, as Apache's server reads it")
                .isEmpty();

        var continued = playOn(Foreign.apacheServer(), snapCount, script.write(requests));
        assertThat(Player.firstDifference(continued, treeOn(ZkDistribution.zk4j(), snapCount), LINES_BEFORE))
                .as("Apache's, as our server reads it")
                .isEmpty();
    }

    /** Plays the script and returns the tree as the same server finds it after a kill. */
    private List<String> playOn(ZkDistribution distribution, int snapCount, List<Step> script) throws IOException {
        try (var server = start(distribution, snapCount)) {
            try (var player = Player.connect(server.clientPort(), SESSIONS)) {
                player.play(script);
            }
            var live = tree(server);
            server.kill();
            server.startAgain();
            var recovered = tree(server);
            assertThat(Player.firstDifference(live, recovered, LINES_BEFORE))
                    .as("the tree of %s after a kill", distribution.name())
                    .isEmpty();
            return recovered;
        }
    }

    private List<String> treeOn(ZkDistribution distribution, int snapCount) throws IOException {
        try (var server = start(distribution, snapCount)) {
            return tree(server);
        }
    }

    /** Without what the subtrees of quotas use: it is counted anew at a start, by Apache's server before the log is replayed. */
    private static List<String> tree(ZkProcess server) throws IOException {
        return TreeDump.of(server.clientPort()).stream()
                .filter(line -> !line.contains("/zookeeper_stats "))
                .toList();
    }

    /** Always in the same folder. */
    private ZkProcess start(ZkDistribution distribution, int snapCount) {
        return ZkProcess.of(distribution, folder)
                .set("snapCount", Integer.toString(snapCount))
                .set("forceSync", "no")
                .set("extendedTypesEnabled", "true")
                .set("enforceQuota", "true")
                .set(TreeDump.SUPER_DIGEST_KEY, TreeDump.SUPER_DIGEST)
                .jvm("-Dznode.container.checkIntervalMs=100000000")
                .start();
    }
}
