/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.StorageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Behind {@code zkServer-initialize.sh}: makes the directories of a new server, and marks them as meant to be empty. */
@Command(
        name = "zkServer-initialize.sh",
        mixinStandardHelpOptions = true,
        versionProvider = ToolVersion.class,
        description = "Makes the data directories of a new server and marks its database as meant to be empty.",
        footer = "Exit status: 0 done, 1 failed, 2 wrong arguments.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class Initialize implements Callable<Integer> {
    private static final int SERVER_ID_MAX = 255;

    @Spec
    private CommandSpec spec;

    @Option(names = "--configfile", required = true, paramLabel = "FILE", description = "the server's zoo.cfg")
    private Path configFile;

    @Option(
            names = "--myid",
            paramLabel = "#",
            description = "the server's number in its ensemble, 1 to " + SERVER_ID_MAX)
    private @Nullable Integer myid;

    @Option(names = "--force", description = "DELETE all data that is there")
    private boolean force;

    public static void main(String[] arguments) {
        ToolRunner.main(new Initialize(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        if (myid != null && (myid < 1 || myid > SERVER_ID_MAX)) {
            throw new ParameterException(spec.commandLine(), "--myid " + myid + " is not within 1.." + SERVER_ID_MAX);
        }
        var directories = ConfiguredDirectories.of(configFile);
        var dataDir = directories.dataDir();
        var logDir = directories.logDir();
        if (!force) {
            requireEmpty(DataDirectory.filesOf(dataDir));
            requireEmpty(DataDirectory.filesOf(logDir));
        }
        DataDirectory.initialize(StorageOptions.builder(dataDir).logDir(logDir).build());
        writeMyid(dataDir);
        var out = spec.commandLine().getOut();
        out.println("Initialized " + dataDir + (logDir.equals(dataDir) ? "" : " and " + logDir));
        out.flush();
        return ToolRunner.FINE;
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.anyMatch(file -> !file.getFileName().toString().equals(DataDirectory.LOCK_FILE))) {
                throw new IOException(directory + " is not empty. Remove it, or let --force delete what is in it");
            }
        }
    }

    private void writeMyid(Path dataDir) throws IOException {
        var file = dataDir.resolve("myid");
        if (myid != null) {
            Files.writeString(file, myid + "\n");
        } else if (!Files.exists(file)) {
            spec.commandLine().getOut().println("No myid given: a member of an ensemble needs its number in " + file);
        }
    }
}
