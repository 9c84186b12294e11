/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import io.zk4j.testing.ZkDistribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Other people's software that the build puts beside our classes, never on the class path of the tests. */
public final class Foreign {
    private Foreign() {}

    /** Apache's server, of the release whose protocols are matched. */
    public static ZkDistribution apacheServer() {
        return ZkDistribution.apache(folder("apache-zookeeper"));
    }

    /** Apache's client and shell. */
    public static List<Path> apacheClient() {
        return ZkDistribution.jarsIn(folder("apache-zookeeper"));
    }

    /** JUnit 4, for programs written with it. */
    public static List<Path> junit4() {
        return ZkDistribution.jarsIn(folder("junit4"));
    }

    /** JUnit 5, but for what JUnit 6 has not changed since. */
    public static List<Path> junit5() {
        return ZkDistribution.jarsIn(folder("junit5"));
    }

    /** Curator and what it needs, but for ZooKeeper's client. */
    public static List<Path> curator() {
        return ZkDistribution.jarsIn(folder("curator"));
    }

    /** Curator's own test servers. */
    public static List<Path> curatorTest() {
        return ZkDistribution.jarsIn(folder("curator-test"));
    }

    /** A Kerberos key distribution centre. */
    public static List<Path> kerby() {
        return ZkDistribution.jarsIn(folder("kerby"));
    }

    /** A Kafka broker and what it needs, but for ZooKeeper's client. Only there with {@code -Pforeign}. */
    public static List<Path> kafka() {
        return ZkDistribution.jarsIn(folder("kafka"));
    }

    private static Path folder(String name) {
        var folder = TestFolders.module().resolve("target/foreign").resolve(name);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    folder + " is missing; `mvn -pl zk-testing -am generate-test-resources` puts it there");
        }
        return folder;
    }
}
