/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/b",
                "/a b/c",
                "/...",
                "/.a",
                "/a.",
                "/..a",
                "/a/.../b",
                "/zoö",
                "/日本",
                "/a\u00a0b",
                "/\uffef"
            })
    void legalPaths(String path) {
        assertThat(Paths.isValid(path)).isTrue();
        assertThat(Paths.validate(path)).isSameAs(path);
    }

    @ParameterizedTest
    @CsvSource({
        "'', it is empty",
        "a, it does not start with a slash",
        "a/b, it does not start with a slash",
        "/a/, it ends in a slash",
        "//, empty element at index 1",
        "//a, empty element at index 1",
        "/a//b, empty element at index 3",
        "/., 'relative element \".\" at index 1'",
        "/a/./b, 'relative element \".\" at index 3'",
        "/a/.., 'relative element \"..\" at index 3'",
        "/../a, 'relative element \"..\" at index 1'"
    })
    void illegalPathsAndWhatIsWrongWithThem(String path, String problem) {
        assertThat(Paths.isValid(path)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Paths.validate(path))
                .withMessage("Invalid path \"" + path + "\": " + problem);
    }

    @Test
    void exactlyTheForbiddenCharactersAreForbidden() {
        for (int c = 0; c <= 0xffff; c++) {
            boolean forbidden = c <= 0x1f
                    || (0x7f <= c && c <= 0x9f)
                    || (0xd800 <= c && c <= 0xf8ff)
                    || (0xfff0 <= c && c <= 0xffff);
            assertThat(Paths.isValid("/a" + (char) c + "b")).as("0x%04x", c).isEqualTo(!forbidden);
        }
    }

    @Test
    void aForbiddenCharacterIsNamedWithItsPlaceAndNotRepeatedRaw() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Paths.validate("/a/b\u0007"))
                .withMessage("Invalid path \"/a/b\\u0007\": character 0x0007 at index 4 is not allowed");
    }

    @Test
    void aPathComesApartAtItsLastSlash() {
        assertThat(Paths.parent("/a/b")).isEqualTo("/a");
        assertThat(Paths.name("/a/b")).isEqualTo("b");
        assertThat(Paths.parent("/a")).isEqualTo("/");
        assertThat(Paths.name("/a")).isEqualTo("a");
    }

    @Test
    void theRootIsItsOwnParentAndHasNoName() {
        assertThat(Paths.parent("/")).isEqualTo("/");
        assertThat(Paths.name("/")).isEmpty();
    }

    @Test
    void theUnfinishedPathOfASequentialNodeHasAParentToo() {
        assertThat(Paths.parent("/a/")).isEqualTo("/a");
        assertThat(Paths.name("/a/")).isEmpty();
    }

    @Test
    void whatHasNoSlashCannotBeTakenApart() {
        assertThatIllegalArgumentException().isThrownBy(() -> Paths.parent("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Paths.name(""));
    }

    @Test
    void aChildOfTheRootHasOneSlash() {
        assertThat(Paths.child("/", "a")).isEqualTo("/a");
        assertThat(Paths.child("/a", "b")).isEqualTo("/a/b");
    }
}
