/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkDistribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whose servers can be measured, and what they are called. */
final class Subjects {
    static final String ZK4J = "zk4j";
    static final String APACHE = "apache";
    static final String APACHE_NETTY = "apache-netty";
    /** Not a ZooKeeper: the machine's ceiling. */
    static final String ECHO = "echo";

    private static final List<String> WARNINGS_ONLY =
            List.of("-Dzookeeper.root.level=WARN", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    private static final String NETTY =
            "-Dzookeeper.serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory";

    private Subjects() {}

    /**
     * The subject of a name, with the heap and JVM arguments that all have, and what log lines cost left out for all.
     *
     * @param apachesJars the folder with Apache's server
     * @param onlyOurs further arguments for zk4j's servers
     */
    static Subject named(String name, Path apachesJars, List<String> jvm, List<String> onlyOurs) {
        var common = Stream.concat(WARNINGS_ONLY.stream(), jvm.stream()).toList();
        return switch (name) {
            case ZK4J -> new Subject(name, ZkDistribution.zk4j(), with(common, onlyOurs));
            case APACHE -> new Subject(name, ZkDistribution.apache(apachesJars), common);
            case APACHE_NETTY -> new Subject(name, ZkDistribution.apache(apachesJars), with(common, List.of(NETTY)));
            default ->
                throw new IllegalArgumentException("no subject is called " + name + "; there are "
                        + String.join(", ", ZK4J, APACHE, APACHE_NETTY));
        };
    }

    private static List<String> with(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
