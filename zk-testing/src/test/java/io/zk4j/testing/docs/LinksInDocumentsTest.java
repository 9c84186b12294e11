/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document that points at a class or a file that is gone tells a story about another program. */
class LinksInDocumentsTest {
    private static final Path ROOT = Path.of(System.getProperty("zk4j.root"));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");

    static Stream<Path> documents() throws IOException {
        try (var top = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"));
                var modules = Files.find(ROOT, 2, (path, attributes) -> path.endsWith("README.md"))) {
            return Stream.of(top, docs, modules)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .distinct()
                    .map(ROOT::relativize)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void leadSomewhere(Path document) throws IOException {
        var broken = new ArrayList<String>();
        var links = LINK.matcher(Files.readString(ROOT.resolve(document)));
        while (links.find()) {
            var target = links.group(1);
            if (!target.contains("://")
                    && !Files.exists(
                            ROOT.resolve(document).resolveSibling(target).normalize())) {
                broken.add(target);
            }
        }
        assertThat(broken).isEmpty();
    }
}
