/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @Test
    void aPatternMatchesWholeNamesCharacterByCharacter() {
        assertThat("grüße").matches(Glob.of("gr?ß*"));
        assertThat("\uD83D\uDE00").matches(Glob.of("?"));
        assertThat("").matches(Glob.of("*"));
        assertThat("a.b").matches(Glob.of("a.b"));
        assertThat("axb").doesNotMatch(Glob.of("a.b"));
        assertThat("ab").doesNotMatch(Glob.of("a"));
    }

    @ParameterizedTest
    @CsvSource({
        "[abc]x, bx",
        "[z-a], m",
        "node-[0-9], node-7",
        "[a-cx-z]*, yes",
        "[0-9][0-9], 42",
        "[!a-c], d",
        "[]x], ]",
        "[!]x], a",
        "[a-], -",
        "[&&a], &",
        "[.^\\], \\",
        "[😀-😂], 😁",
        "a[[]1], a[1]",
        "a[1, a[1", // never closed: it stands for itself
        "a[], a[]",
        "a[!], a[!]",
    })
    void bracketsAreOneOfTheCharactersInThem(String pattern, String name) {
        assertThat(name).matches(Glob.of(pattern));
    }

    @ParameterizedTest
    @CsvSource({
        "[abc]x, dx",
        "[abc]x, abx",
        "node-[0-9], node-x",
        "[!a-c], b",
        "[!]x], ]",
        "[a-], b",
        "a[1], a[1]",
    })
    void bracketsAreNoOtherCharacter(String pattern, String name) {
        assertThat(name).doesNotMatch(Glob.of(pattern));
    }
}
