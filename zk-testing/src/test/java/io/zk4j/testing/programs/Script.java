/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import io.zk4j.testing.e2e.TestFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script of {@code bin/} with an environment of its own; run to its end, or started. */
final class Script {
    private static final long PATIENCE_SECONDS = 300;

    private final Path program;
    private final Path folder;
    private final String name;
    private final Map<String, String> environment = new HashMap<>();

    /** What a script did. */
    record Result(int status, String out, String err) {}

    /** The folder takes what the scripts write and is where they run. */
    Script(Path folder, String name) {
        this(TestFolders.root(), folder, name);
    }

    /** The same of an installation elsewhere. */
    Script(Path installation, Path folder, String name) {
        this.program = installation.resolve("bin").resolve(name);
        this.folder = folder;
        this.name = name;
        environment.put("ZOO_LOG_DIR", folder.resolve("the logs").toString());
        environment.put("ZOO_START_SECONDS", "120");
        environment.put("ZOO_STOP_SECONDS", "120");
    }

    Script with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return runWithInput("", arguments);
    }

    Result runWithInput(String input, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "script", ".out");
        var err = Files.createTempFile(folder, "script", ".err");
        var in = Files.writeString(Files.createTempFile(folder, "script", ".in"), input);
        var process = builder(arguments)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " " + List.of(arguments) + " did not end; it printed:\n"
                    + Files.readString(out) + Files.readString(err));
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Starts the script and does not wait; what it prints goes to a file. */
    Process start(Path output, String... arguments) throws IOException {
        return builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    private ProcessBuilder builder(String... arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("ZOO") || variable.startsWith("JMX"));
        builder.environment().putAll(environment);
        return builder;
    }
}
