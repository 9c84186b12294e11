/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every piece of Java in the recipes' documentation stands, line by line, in a class of this package, which is compiled and run. */
class ExamplesInDocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("zk4j.root", ".."));
    private static final Path DOCUMENTS = ROOT.resolve("docs/recipes");
    private static final Path EXAMPLES = ROOT.resolve("zk-recipes/src/test/java/io/zk4j/recipes/examples");
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    static List<Path> documents() throws IOException {
        try (var files = Files.list(DOCUMENTS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static String withoutIndentation(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String allExamples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            var text = new StringBuilder();
            for (Path file : (Iterable<Path>) files::iterator) {
                text.append(withoutIndentation(Files.readString(file)));
            }
            return text.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatADocumentShowsIsCompiled(Path document) throws IOException {
        String compiled = allExamples();
        var shown = JAVA.matcher(Files.readString(document));
        while (shown.find()) {
            assertThat(compiled).contains(withoutIndentation(shown.group(1)));
        }
    }

    @Test
    void thereAreExamples() throws IOException {
        String all = documents().stream().map(ExamplesInDocumentsTest::read).collect(Collectors.joining());
        assertThat(JAVA.matcher(all).results()).hasSizeGreaterThan(4);
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
