/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShellTest {
    @Test
    void aProgramsOutputIsReturned() throws IOException {
        assertThat(Shell.execCommand("sh", "-c", "echo hello")).isEqualTo("hello\n");
        assertThat(Shell.execCommand(Map.of("WHO", "world"), "sh", "-c", "echo $WHO"))
                .isEqualTo("world\n");
    }

    @Test
    void aProgramThatFailsTellsItsStatusAndErrors() {
        assertThatExceptionOfType(Shell.ExitCodeException.class)
                .isThrownBy(() -> Shell.execCommand("sh", "-c", "echo wrong >&2; exit 3"))
                .withMessage("wrong\n")
                .satisfies(failed -> assertThat(failed.getExitCode()).isEqualTo(3));
    }

    @Test
    void aProgramThatTakesTooLongIsKilled() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Shell.execCommand(null, new String[] {"sleep", "60"}, 50))
                .withMessageContaining("50 ms");
    }
}
