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
import io.zk4j.testing.e2e.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data directories that Apache's server wrote, in good and in torn states: ours reads the tree that Apache's reads, and Apache's
 * reads the same again when ours has written on.
 */
class GoldenTakeoverTest {
    private static final List<String> DIRECTORIES = List.of(
            "all-types",
            "truncated-last-snapshot",
            "torn-truncated",
            "torn-zero-filled",
            "empty-last-log",
            "snap-gz",
            "snap-snappy",
            "no-digest",
            "ensemble/server1",
            "ensemble/server2",
            "ensemble/server3",
            "ensemble/server4",
            "ensemble-uncommitted-tail",
            "reconfig/server2");

    @TempDir
    Path folder;

    static Stream<String> directories() {
        return DIRECTORIES.stream().limit(Dose.of(2, DIRECTORIES.size()));
    }

    @ParameterizedTest
    @MethodSource("directories")
    void bothServersReadTheSameTree(String directory) throws IOException {
        var byApache = treeOn(Foreign.apacheServer(), copy(directory, "apache"));
        var ours = copy(directory, "ours");
        assertThat(treeOn(ZkDistribution.zk4j(), ours))
                .as("Apache's directory, read by our server")
                .isEqualTo(byApache);
        assertThat(treeOn(Foreign.apacheServer(), ours))
                .as("the directory our server went on with, read by Apache's")
                .isEqualTo(byApache);
    }

    private static List<String> treeOn(ZkDistribution distribution, Path serverFolder) throws IOException {
        try (var server = ZkProcess.of(distribution, serverFolder)
                .set("forceSync", "no")
                .set("extendedTypesEnabled", "true")
                .set(TreeDump.SUPER_DIGEST_KEY, TreeDump.SUPER_DIGEST)
                .jvm("-Dznode.container.checkIntervalMs=100000000")
                .start()) {
            return TreeDump.of(server.clientPort());
        }
    }

    /** A copy that a {@link ZkProcess} in the returned folder takes for its data directory. */
    private Path copy(String directory, String name) throws IOException {
        var from = TestFolders.root().resolve("zk-server/src/test/resources/golden/data/" + directory + "/version-2");
        var to = folder.resolve(name).resolve("data/version-2");
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return folder.resolve(name);
    }
}
