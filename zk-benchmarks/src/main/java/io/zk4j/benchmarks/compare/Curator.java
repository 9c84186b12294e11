/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.compare;

import io.zk4j.testing.ZkDistribution;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** Curator's recipes on Apache's client. Its program is compiled here, as this one must not see its classes. */
final class Curator {
    static final String PROGRAM = "CuratorRecipes";

    private Curator() {}

    /**
     * The subject.
     *
     * @param foreign where the build puts other people's jars
     * @param source folder of the program's source
     * @param classes takes what it is compiled to
     */
    static Subject subject(Path foreign, Path source, Path classes) throws IOException {
        var jars = new ArrayList<>(ZkDistribution.jarsIn(foreign.resolve("curator")));
        jars.addAll(ZkDistribution.jarsIn(foreign.resolve("apache-zookeeper")));
        compile(source.resolve(PROGRAM + ".java"), jars, Files.createDirectories(classes));
        jars.add(0, classes.toAbsolutePath());
        return new Subject(Subjects.CURATOR, new ZkDistribution("Curator", jars, PROGRAM), List.of(), List.of());
    }

    private static void compile(Path source, List<Path> jars, Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler; set JAVA_HOME to a JDK");
        }
        var classPath = new ArrayList<>(jars);
        classPath.add(RecipeProcess.home());
        var joined = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options = List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-cp", joined);
            if (!compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new IllegalStateException("could not compile " + source + ":\n" + messages);
            }
        }
    }
}
