/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.shared;

import io.zk4j.testing.ZkDistribution;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Curator's contender, compiled here and not by the build: it must see Curator's and Apache's classes, and our tests must not.
 *
 * @param classPath what it runs with: its classes, ours that need nothing but the JDK, and those jars
 */
record CuratorProgram(List<Path> classPath) {
    private static final String NAME = "CuratorContender";

    static CuratorProgram compile(Path classes) throws IOException {
        var foreign = Path.of(System.getProperty("zk4j.root"), "zk-testing", "target", "foreign");
        var classPath = new ArrayList<>(List.of(classes, homeOf(Contender.class)));
        classPath.addAll(ZkDistribution.jarsIn(foreign.resolve("curator")));
        classPath.addAll(ZkDistribution.jarsIn(foreign.resolve("apache-zookeeper")));
        var compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var options = List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-cp", join(classPath));
            var source = files.getJavaFileObjects(programs().resolve(NAME + ".java"));
            if (!compiler.getTask(messages, files, null, options, null, source).call()) {
                throw new IllegalStateException("could not compile " + NAME + ":\n" + messages);
            }
        }
        return new CuratorProgram(List.copyOf(classPath));
    }

    /** Where the programs of the other sides are. */
    static Path programs() {
        return Path.of(System.getProperty("zk4j.root"), "zk-recipes", "src/test/programs/shared");
    }

    ContenderProcess start(Path folder, List<String> arguments) {
        var main = new ArrayList<>(List.of(NAME));
        main.addAll(arguments);
        return ContenderProcess.java(folder, classPath, main);
    }

    private static Path homeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot tell where " + type + " comes from", e);
        }
    }

    private static String join(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
