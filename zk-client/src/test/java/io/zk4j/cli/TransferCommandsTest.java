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

class TransferCommandsTest {
    private static final String GOOD = "{\"path\":\"/a\",\"acl\":[\"world:anyone:cdrwa\"],\"text\":\"x\"}";

    @TempDir
    Path folder;

    @Test
    void nodesKeepTheNumbersOfTheirLines() throws Exception {
        assertThat(TransferCommands.read(file(GOOD + "\n\n" + GOOD))).containsOnlyKeys(1, 3);
    }

    @Test
    void aLineThatIsNoNodeIsNamedByItsNumberAndItsFlaw() throws IOException {
        assertFlaw("hello", "not JSON, column ", "hello");
        assertFlaw("{\"path\":\"/b\"", "not JSON, column ", "Unexpected end-of-input");
        assertFlaw("[]", "not a JSON object");
        assertFlaw(GOOD + GOOD, "something follows the JSON object");
        assertFlaw("{\"acl\":[\"world:anyone:r\"]}", "\"path\" is missing");
        assertFlaw("{\"path\":7,\"acl\":[]}", "\"path\" must be a string, not 7");
        assertFlaw("{\"path\":\"b\",\"acl\":[]}", "Path must start with /");
        assertFlaw("{\"path\":\"/b\"}", "\"acl\" is missing");
        assertFlaw("{\"path\":\"/b\",\"acl\":[\"anyone\"]}", "anyone does not have the form scheme:id:perm");
        assertFlaw("{\"path\":\"/b\",\"acl\":[],\"base64\":\"???\"}", "'???' is not base64");
    }

    @Test
    void aFolderIsNotAFile() {
        assertThatThrownBy(() -> TransferCommands.read(folder)).hasMessageContaining(folder + " is a folder");
    }

    private void assertFlaw(String line, String... words) throws IOException {
        var file = file(GOOD + "\n" + line + "\n");
        assertThatThrownBy(() -> TransferCommands.read(file))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("line 2 of " + file + ": ")
                .hasMessageContainingAll(words)
                .hasMessageNotContainingAny("REDACTED", "line: 1", "\n");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("nodes.jsonl"), text);
    }
}
