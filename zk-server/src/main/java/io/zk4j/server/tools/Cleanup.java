/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Behind {@code zkCleanup.sh}: removes the snapshots and logs that the newest snapshots make superfluous. */
@Command(
        name = "zkCleanup.sh",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        description = "Removes old snapshots and the logs that only they need. The server may be running.",
        footer = "Exit status: 0 done, 1 failed, 2 wrong arguments.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Cleanup implements Callable<Integer> {
    private static final int SNAPSHOTS_MIN = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..2", paramLabel = "DIR", description = "dataLogDir and, if it is another, dataDir")
    private List<Path> directories = List.of();

    @Option(
            names = {"-n", "--count"},
            required = true,
            paramLabel = "COUNT",
            description = "how many snapshots to keep usable, at least " + SNAPSHOTS_MIN)
    private int count;

    @Option(names = "--config", paramLabel = "FILE", description = "the zoo.cfg that names the directories")
    private @Nullable Path config;

    public static void main(String[] arguments) {
        ToolRunner.main(new Cleanup(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (count < SNAPSHOTS_MIN) {
            throw new ParameterException(
                    spec.commandLine(), "-n " + count + ": fewer than " + SNAPSHOTS_MIN + " snapshots are never kept");
        }
        var out = spec.commandLine().getOut();
        var chosen = directories();
        for (var removed : DataDirectory.purge(existing(chosen.dataDir()), existing(chosen.logDir()), count)) {
            out.println("Removed " + removed);
        }
        out.flush();
        return ToolRunner.FINE;
    }

    private ConfiguredDirectories directories() throws IOException {
        if (!directories.isEmpty()) {
            return new ConfiguredDirectories(directories.get(directories.size() - 1), directories.get(0));
        }
        if (config == null) {
            throw new ParameterException(spec.commandLine(), "give the directories, or --config with a zoo.cfg");
        }
        return ConfiguredDirectories.of(config);
    }

    private Path existing(Path directory) {
        if (!DirectoryArgument.isThere(spec, directory)) {
            throw new ParameterException(
                    spec.commandLine(), directory + " is not a data directory: it has no directory version-2");
        }
        return directory;
    }
}
