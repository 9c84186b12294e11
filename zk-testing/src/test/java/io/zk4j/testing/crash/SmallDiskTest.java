/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tagged {@code foreign}, because it takes root to mount a disk. */
@Tag("foreign")
class SmallDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aDiskIsThereUntilItIsClosed() throws IOException {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 1)) {
            assertThat(isMounted(disk.folder())).isTrue();
            assertThat(disk.freeBytes()).isEqualTo(1 << 20);
            disk.grow(2);
            assertThat(disk.freeBytes()).isEqualTo(2 << 20);
        }
        assertThat(isMounted(folder.resolve("disk"))).isFalse();
    }

    @Test
    void aDiskIsGoneWhenTheJvmThatMountedItIsKilled() {
        var disk = folder.resolve("disk");
        try (var jvm = JavaProcess.start(
                folder, "mounts", classPath(), List.of(), List.of(MountsAndWaits.class.getName(), disk.toString()))) {
            await().atMost(PATIENCE).until(() -> isMounted(disk));
            jvm.kill();
            await().atMost(PATIENCE).until(() -> !isMounted(disk));
        }
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static boolean isMounted(Path disk) {
        try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.anyMatch(mount -> mount.contains(" " + disk + " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does what a test does that is killed. */
    static final class MountsAndWaits {
        private MountsAndWaits() {}

        public static void main(String[] arguments) throws Exception {
            SmallDisk.mount(Path.of(arguments[0]), 1);
            new CountDownLatch(1).await();
        }
    }
}
