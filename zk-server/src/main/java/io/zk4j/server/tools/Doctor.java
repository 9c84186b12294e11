/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.ConfigException;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.StorageSetup;
import io.zk4j.server.storage.StorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Behind {@code zkDoctor.sh}: finds the directories and the settings, then lets {@link DirectoryDoctor} look at them. */
@Command(
        name = "zkDoctor.sh",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        description = {
            "Checks every file of a data directory, says what is wrong and what a start of the server would do.",
            "Changes nothing unless it is told to with --repair. Stop the server first: while it writes, the end of its log"
                    + " looks torn."
        },
        footer = {
            "Exit status: 0 all is well, 1 a start would work but there is something to look at, 2 wrong arguments,",
            "3 a start would be refused."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Doctor implements Callable<Integer> {
    private final Properties system;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DATADIR", description = "the dataDir, or the zoo.cfg that names it")
    private Path target;

    @Option(
            names = {"-l", "--log-dir"},
            paramLabel = "DIR",
            description = "the dataLogDir, if it is another directory")
    private @Nullable Path logDir;

    @Option(
            names = "--repair",
            description =
                    "cut a torn tail back, remove leftover temporary files, and make the empty snapshot that is missing"
                            + " before logs that begin with the first transaction")
    private boolean repair;

    Doctor(Properties system) {
        this.system = system;
    }

    public static void main(String[] arguments) {
        ToolRunner.main(new Doctor(System.getProperties()), arguments);
    }

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var options = options();
        boolean isThere = DirectoryArgument.isThere(spec, options.dataDir());
        DirectoryArgument.isThere(spec, options.logDir()); // it may be missing, but not hidden
        if (!isThere) {
            throw new ParameterException(
                    spec.commandLine(),
                    options.dataDir() + " is not a data directory: it has no directory version-2. A start would "
                            + (options.autocreate() ? "make it and begin with an empty database" : "be refused"));
        }
        int status = new DirectoryDoctor(options, out).examine(repair);
        out.flush();
        return status;
    }

    private StorageOptions options() {
        try {
            var config = Files.isRegularFile(target)
                    ? ServerConfig.load(target, system)
                    : ServerConfig.ofArguments(List.of("0", target.toString()), system);
            var options = StorageSetup.options(config);
            return logDir == null ? options : options.toBuilder().logDir(logDir).build();
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), String.join("\n", e.problems()));
        }
    }
}
