/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleCommandsTest {
    @TempDir
    Path folder;

    @Test
    void theMembersAreReadFromADynamicConfigurationFile() throws ShellException, IOException {
        var file = Files.writeString(folder.resolve("zoo.cfg.dynamic"), """
                # of the ensemble
                server.1=a:2888:3888:participant;2181

                server.2=b:2888:3888:observer;2181
                version=100000000
                """);

        assertThat(EnsembleCommands.membersIn(file))
                .isEqualTo("server.1=a:2888:3888:participant;2181,server.2=b:2888:3888:observer;2181");
        assertThatThrownBy(() -> EnsembleCommands.membersIn(folder.resolve("none")))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("none");
    }

    @Test
    void aVersionIsHexadecimalAsConfigShowsIt() throws ShellException {
        assertThat(EnsembleCommands.version("10000000a")).isEqualTo(0x10000000aL);
        assertThatThrownBy(() -> EnsembleCommands.version("latest"))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("hexadecimal", "'latest'");
    }
}
