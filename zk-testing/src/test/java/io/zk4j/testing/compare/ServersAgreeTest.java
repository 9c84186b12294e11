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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same random script, to Apache's server and to ours: replies, errors, stats, watch events with their order and the tree at
 * the end are the same. What is known to differ, with the reason, is what {@link ScriptWriter} never asks.
 */
class ServersAgreeTest {
    private static final int SESSIONS = 5;
    private static final int LINES_BEFORE = 30;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void ourServerAnswersAsApachesDoes(long seed) throws IOException {
        try (var apache = server(Foreign.apacheServer(), "apache").start();
                var ours = server(ZkDistribution.zk4j(), "ours").start()) {
            assertSame(apache, ours, new ScriptWriter(seed, SESSIONS, 6).write(Dose.of(700, 20_000)));
        }
    }

    /** One request at a time: Apache's server does not count against a quota what is still under way. */
    @Test
    void ourServerEnforcesQuotasAsApachesDoes() throws IOException {
        try (var apache = server(Foreign.apacheServer(), "apache")
                        .set("enforceQuota", "true")
                        .start();
                var ours = server(ZkDistribution.zk4j(), "ours")
                        .set("enforceQuota", "true")
                        .start()) {
            assertSame(apache, ours, new ScriptWriter(3, SESSIONS, 1).write(Dose.of(700, 20_000)));
        }
    }

    /** What is compared is what the server decides, and nothing by chance. */
    @Test
    void apachesServerAnswersAsApachesDoes() throws IOException {
        try (var one = server(Foreign.apacheServer(), "one").start();
                var other = server(Foreign.apacheServer(), "other").start()) {
            assertSame(one, other, new ScriptWriter(4, SESSIONS, 6).write(Dose.of(300, 20_000)));
        }
    }

    private ZkProcess.Builder server(ZkDistribution distribution, String name) {
        return ZkProcess.of(distribution, folder.resolve(name))
                .set("forceSync", "no")
                .set("extendedTypesEnabled", "true")
                .set(TreeDump.SUPER_DIGEST_KEY, TreeDump.SUPER_DIGEST)
                .jvm("-Dznode.container.checkIntervalMs=100000000");
    }

    private static void assertSame(ZkProcess expected, ZkProcess actual, List<Step> script) throws IOException {
        var first = Played.on(expected, script);
        var second = Played.on(actual, script);
        assertThat(Player.firstDifference(first.told, second.told, LINES_BEFORE))
                .isEmpty();
        assertThat(second.tree).isEqualTo(first.tree);
    }

    /** What a server told, and what it holds afterwards. Its sessions are no longer than the script: idle ones would expire. */
    private record Played(List<String> told, List<String> tree) {
        static Played on(ZkProcess server, List<Step> script) throws IOException {
            try (var player = Player.connect(server.clientPort(), SESSIONS)) {
                return new Played(player.play(script), player.tree());
            }
        }
    }
}
