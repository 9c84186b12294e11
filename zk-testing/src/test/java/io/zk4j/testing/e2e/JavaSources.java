/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.e2e;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Programs under {@code src/test/programs}: what users have, compiled against other people's jars.
 *
 * <p>They are compiled here and not by the build, because they must see Apache's classes and our tests must not.
 */
public final class JavaSources {
    private JavaSources() {}

    /** Compiles one program into a folder. */
    public static void compile(String fileName, List<Path> classPath, Path classes) throws IOException {
        compile(List.of(folder().resolve(fileName)), classPath, classes);
    }

    /** Compiles a program of several files, all those of one folder of programs, into a folder. */
    public static void compileAll(String programFolder, List<Path> classPath, Path classes) throws IOException {
        try (var files = Files.list(folder().resolve(programFolder))) {
            compile(files.filter(file -> file.toString().endsWith(".java")).toList(), classPath, classes);
        }
    }

    /** Compiles a program of these files, wherever they are, into a folder. */
    public static void compile(List<Path> sources, List<Path> classPath, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options =
                    List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-classpath", join(classPath));
            var task =
                    compiler.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
            if (!task.call()) {
                throw new IllegalStateException("could not compile " + sources + ":\n" + messages);
            }
        }
    }

    private static Path folder() {
        return TestFolders.module().resolve("src/test/programs");
    }

    private static String join(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
