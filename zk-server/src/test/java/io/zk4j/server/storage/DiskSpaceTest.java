/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
    private static final Path LOGS = Path.of("logs");
    private static final Path DATA = Path.of("data");

    private final Map<Path, Long> free = new HashMap<>(Map.of(LOGS, 5000L * 1024, DATA, 5000L * 1024));
    private final DiskSpace space = new DiskSpace(List.of(LOGS, DATA), 1000 * 1024, free::get);

    @Test
    void isEnoughAboveTheFloor() throws IOException {
        assertThat(space.shortage()).isNull();
    }

    @Test
    void isShortIfOneOfTheDisksIs() throws IOException {
        free.put(DATA, 999L * 1024);

        assertThat(space.shortage()).contains("only 999 KiB", "data", "1000", "zk4j.freeSpaceFloorInKb");
    }

    @Test
    void isEnoughAgainWhenThereIsRoom() throws IOException {
        free.put(LOGS, 0L);
        assertThat(space.shortage()).isNotNull();

        free.put(LOGS, 1000L * 1024);
        assertThat(space.shortage()).isNull();
    }

    @Test
    void isNotAskedForWithoutAFloor(@TempDir Path temp) throws IOException {
        assertThat(new DiskSpace(List.of(LOGS), 0, path -> 0).shortage()).isNull();
        assertThat(DiskSpace.of(List.of(temp), 1).shortage()).isNull();
        assertThat(DiskSpace.of(List.of(temp), Long.MAX_VALUE).shortage()).isNotNull();
    }
}
