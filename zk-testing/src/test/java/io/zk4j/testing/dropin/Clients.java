/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.dropin;

import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.e2e.Foreign;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What answers to Apache's class names in a program: our client, or the original. Each brings what it needs, and a logger. */
final class Clients {
    private Clients() {}

    static List<Path> ours() {
        return Stream.concat(
                        ourJarAndItsNeeds().stream(),
                        Foreign.apacheClient().stream().filter(jar -> isNamed(jar, "slf4j-")))
                .toList();
    }

    /** As {@link #ours()}, for programs that bring a logger of their own. */
    static List<Path> ourJarAndItsNeeds() {
        return ZkDistribution.zk4j().classPath().stream()
                .filter(entry -> isOurs(entry) || isNamed(entry, "netty-"))
                .toList();
    }

    static List<Path> apaches() {
        return Foreign.apacheClient();
    }

    /** Apache's client and shell, without the library by which the shell looks for a terminal, and complains if there is none. */
    static List<Path> apachesWithoutTerminal() {
        return apaches().stream().filter(jar -> !isNamed(jar, "jline-")).toList();
    }

    private static boolean isOurs(Path entry) {
        for (var name : entry) {
            if (name.toString().startsWith("zk-client")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(Path jar, String start) {
        return jar.getFileName().toString().startsWith(start);
    }
}
