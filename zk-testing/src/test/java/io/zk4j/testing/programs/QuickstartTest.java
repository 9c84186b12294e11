/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that somebody with a fresh clone runs. */
class QuickstartTest {
    @TempDir
    Path folder;

    @Test
    void takesTheTourThroughThreeServersAndStopsThem() throws Exception {
        var quickstart = new Script(folder, "quickstart.sh").run("--once");

        assertThat(quickstart.out())
                .contains("Starting servers on the ports")
                .contains("read it: 'hello', version 0")
                .contains("a watch fires once")
                .contains("its node went with its session")
                .containsPattern("Server [123] was elected leader")
                .containsPattern("elected a new leader, and \\d+ ms after the kill this client wrote again")
                .contains("this client's place in line is kept")
                .containsPattern("(Stopping zookeeper ... STOPPED\\s+){3}");
        assertThat(quickstart.err()).doesNotContain("Error");
        assertThat(quickstart.status()).isZero();
    }
}
