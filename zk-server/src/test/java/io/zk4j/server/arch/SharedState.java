/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the source files that share mutable state between threads, by its words {@code synchronized} and {@code volatile}.
 *
 * <p>In the sources and not in the classes, since a {@code synchronized} block leaves no trace there that ArchUnit can see.
 */
public final class SharedState {
    private static final Pattern COMMENT_OR_LITERAL =
            Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(\\\\.|[^\"\\\\\\n])*\"|'(\\\\.|[^'\\\\])'", Pattern.DOTALL);

    private static final Pattern SHARING = Pattern.compile("\\b(synchronized|volatile)\\b");

    private SharedState() {}

    /** The simple names of the classes below {@code folder} whose files have one of the words in their code. */
    public static List<String> classesBelow(Path folder) throws IOException {
        var sharing = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
                var code = COMMENT_OR_LITERAL.matcher(Files.readString(file)).replaceAll(" ");
                if (SHARING.matcher(code).find()) {
                    sharing.add(file.getFileName().toString().replace(".java", ""));
                }
            }
        }
        return sharing;
    }
}
