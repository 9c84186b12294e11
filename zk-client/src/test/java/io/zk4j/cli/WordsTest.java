/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void blanksSeparateAndQuotesKeepTogether() throws ShellException {
        assertThat(Words.split("  create /a \"hello world\"\t'it''s' "))
                .containsExactly("create", "/a", "hello world", "its");
        assertThat(Words.split("create /a \"\"")).containsExactly("create", "/a", "");
        assertThat(Words.split("   ")).isEmpty();
    }

    @Test
    void aBackslashTakesTheNextCharacterAsItIsButNotInSingleQuotes() throws ShellException {
        assertThat(Words.split("a\\ b \"c\\\"d\" 'e\\f'")).containsExactly("a b", "c\"d", "e\\f");
    }

    @Test
    void anOpenQuoteIsAMistake() {
        assertThatThrownBy(() -> Words.split("set /a \"x"))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("not closed");
    }
}
