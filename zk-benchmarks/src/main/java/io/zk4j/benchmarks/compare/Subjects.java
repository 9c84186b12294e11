/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkDistribution;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whose servers can be measured, and what they are called. */
final class Subjects {
    static final String ZK4J = "zk4j";
    static final String APACHE = "apache";
    static final String APACHE_NETTY = "apache-netty";
    /** Where recipes are measured. */
    static final String CURATOR = "curator";
    /** Not a ZooKeeper: the machine's ceiling. */
    static final String ECHO = "echo";

    private static final List<String> WARNINGS_ONLY = List.of("-Dzookeeper.root.level=WARN");
    /** What is on the class path for the sake of log lines: jars of the facade and its implementations, and the folder that configures them. */
    private static final Pattern LOGGING = Pattern.compile("(slf4j-|logback-).*\\.jar|conf");

    private static final String NETTY =
            "-Dzookeeper.serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory";

    private Subjects() {}

    /**
     * The subject of a name, with the heap and JVM arguments that all have, and what log lines cost left out for all.
     *
     * @param apachesJars the folder with Apache's server
     * @param archiveJvm of zk4j's servers; see {@link Subject#archiveJvm}
     */
    static Subject named(String name, Path apachesJars, List<String> jvm, List<String> archiveJvm) {
        var common = Stream.concat(WARNINGS_ONLY.stream(), jvm.stream()).toList();
        return switch (name) {
            case ZK4J -> new Subject(name, ZkDistribution.zk4j(), common, archiveJvm);
            case APACHE -> new Subject(name, apache(apachesJars), common, List.of());
            case APACHE_NETTY ->
                new Subject(
                        name,
                        apache(apachesJars),
                        Stream.concat(common.stream(), Stream.of(NETTY)).toList(),
                        List.of());
            default ->
                throw new IllegalArgumentException("no subject is called " + name + "; there are "
                        + String.join(", ", ZK4J, APACHE, APACHE_NETTY));
        };
    }

    /** Apache's server with logback, as its release has it, and with the very jars and settings of it that ours has: it shapes a start. */
    private static ZkDistribution apache(Path jars) {
        var plain = ZkDistribution.apache(jars);
        var classPath = Stream.concat(
                        plain.classPath().stream().filter(path -> !isForLogging(path)),
                        ZkDistribution.zk4j().classPath().stream().filter(Subjects::isForLogging))
                .toList();
        return new ZkDistribution(plain.name(), classPath, plain.serverMain());
    }

    private static boolean isForLogging(Path path) {
        return LOGGING.matcher(path.getFileName().toString()).matches();
    }
}
