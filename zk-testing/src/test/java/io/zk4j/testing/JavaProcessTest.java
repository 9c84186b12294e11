/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private JavaProcess start(String name, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(main.getName()));
        command.addAll(List.of(arguments));
        return JavaProcess.start(folder, name, ZkDistribution.zk4j().classPath(), List.of("-Xmx64m"), command);
    }

    @Test
    void theOutputAndTheStatusOfAProgramAreKept() {
        try (var program = start("program", SaysAndEnds.class, "hello")) {
            assertThat(program.awaitExit(PATIENCE)).isEqualTo(7);
            assertThat(program.output()).isEqualToIgnoringNewLines("hello");
        }
    }

    @Test
    void aProgramWhoseParentIsKilledEndsAsWell() {
        try (var parent = start("parent", StartsAnother.class, folder.toString())) {
            await().atMost(PATIENCE).until(() -> parent.output().endsWith("\n"));
            var child =
                    ProcessHandle.of(Long.parseLong(parent.output().strip())).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.kill();
            await().atMost(PATIENCE).until(() -> !child.isAlive());
        }
    }

    /** Prints its argument and ends with status 7. */
    static final class SaysAndEnds {
        private SaysAndEnds() {}

        public static void main(String[] args) {
            System.out.println(args[0]);
            System.exit(7);
        }
    }

    /** Starts a program that does not end, and prints its process id. */
    static final class StartsAnother {
        private StartsAnother() {}

        public static void main(String[] args) throws InterruptedException {
            var child = JavaProcess.start(
                    Path.of(args[0]),
                    "child",
                    ZkDistribution.zk4j().classPath(),
                    List.of("-Xmx64m"),
                    List.of(NeverEnds.class.getName()));
            System.out.println(child.pid());
            Thread.currentThread().join();
        }
    }

    /** Waits for ever. */
    static final class NeverEnds {
        private NeverEnds() {}

        public static void main(String[] args) throws InterruptedException {
            Thread.currentThread().join();
        }
    }
}
