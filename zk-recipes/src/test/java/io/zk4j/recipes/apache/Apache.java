/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.apache;

import io.zk4j.testing.ZkDistribution;
import java.nio.file.Path;
import java.util.ArrayList;

/** Apache's servers, as the build of zk-testing puts them down. */
final class Apache {
    private static final String SERVER = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

    private Apache() {}

    /** The release whose protocols are matched. */
    static ZkDistribution present() {
        return ZkDistribution.apache(folder("apache-zookeeper"));
    }

    /** 3.5, which has no persistent watches; what it needs it takes from the present one. */
    static ZkDistribution old() {
        var jars = new ArrayList<>(ZkDistribution.jarsIn(folder("apache-zookeeper-old")));
        present().classPath().stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("zookeeper"))
                .forEach(jars::add);
        return new ZkDistribution("Apache ZooKeeper 3.5", jars, SERVER);
    }

    private static Path folder(String name) {
        return Path.of(System.getProperty("zk4j.root"), "zk-testing/target/foreign", name);
    }
}
