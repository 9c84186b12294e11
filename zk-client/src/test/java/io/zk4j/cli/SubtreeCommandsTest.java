/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubtreeCommandsTest {
    @Test
    void aPatternMatchesWholeNamesCharacterByCharacter() {
        assertThat("grüße").matches(SubtreeCommands.glob("gr?ß*"));
        assertThat("\uD83D\uDE00").matches(SubtreeCommands.glob("?"));
        assertThat("").matches(SubtreeCommands.glob("*"));
        assertThat("a.b[1]").matches(SubtreeCommands.glob("a.b[1]"));
        assertThat("axb").doesNotMatch(SubtreeCommands.glob("a.b"));
        assertThat("ab").doesNotMatch(SubtreeCommands.glob("a"));
    }
}
