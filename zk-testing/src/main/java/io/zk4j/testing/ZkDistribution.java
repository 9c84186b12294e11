/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ZooKeeper that can be started as a process of its own: where its classes are and which of them to run.
 *
 * @param name what log lines and failures call it
 * @param classPath jars and class folders, in order
 * @param serverMain the class whose {@code main} takes the path of a {@code zoo.cfg}
 */
public record ZkDistribution(String name, List<Path> classPath, String serverMain) {
    private static final String OUR_SERVER = "io.zk4j.server.ServerMain";
    private static final String APACHE_SERVER = "org.apache.zookeeper.server.quorum.QuorumPeerMain";

    public ZkDistribution {
        classPath = List.copyOf(classPath);
    }

    /** zk4j, from the class path of this JVM. */
    public static ZkDistribution zk4j() {
        return new ZkDistribution("zk4j", ownClassPath(), OUR_SERVER);
    }

    /**
     * Apache ZooKeeper, from a folder of jars such as the {@code lib} of its binary release.
     *
     * @throws IllegalStateException if the folder holds no jar
     */
    public static ZkDistribution apache(Path jarFolder) {
        return new ZkDistribution("Apache ZooKeeper", jarsIn(jarFolder), APACHE_SERVER);
    }

    /** All jars of a folder, sorted by name so that each run sees the same class path. */
    public static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("no folder " + folder + " to take jars from");
        }
        // Absolute, because the processes that are given them work elsewhere.
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new IllegalStateException("no jars in " + folder);
            }
            return jars;
        } catch (IOException e) {
            throw new UncheckedIOException("could not list " + folder, e);
        }
    }

    /** What this JVM was started with, and what a test launcher added by a class loader of its own. */
    private static List<Path> ownClassPath() {
        var entries = new ArrayList<Path>();
        for (var loader = ZkDistribution.class.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader byUrl) {
                Stream.of(byUrl.getURLs()).map(ZkDistribution::toPath).forEach(entries::add);
            }
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .forEach(entries::add);
        return entries;
    }

    private static Path toPath(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell which file " + url + " is", e);
        }
    }
}
