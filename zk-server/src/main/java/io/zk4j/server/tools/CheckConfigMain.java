/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.ConfigException;
import io.zk4j.server.ConfigReport;
import io.zk4j.server.ServerConfig;
import io.zk4j.server.StartupException;
import io.zk4j.server.StorageSetup;
import io.zk4j.server.ZkServer;
import io.zk4j.server.storage.DirectoryCheck;
import io.zk4j.server.storage.StorageException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Behind {@code zkServer.sh --check-config}: prints the configuration a server would run with, and what is wrong with it.
 *
 * <p>Values go to the output, problems and warnings to the error output; ends with 0, or with 2 if no server could be
 * started.
 */
public final class CheckConfigMain {
    private static final int REFUSED = 2;

    private final PrintStream out;
    private final PrintStream err;

    CheckConfigMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            System.err.println("Usage: CheckConfigMain zoo.cfg");
            System.exit(REFUSED);
        }
        System.exit(new CheckConfigMain(System.out, System.err).run(Path.of(arguments[0]), System.getProperties()));
    }

    int run(Path file, Properties system) {
        try {
            var config = ServerConfig.load(file, system);
            ConfigReport.lines(config).forEach(out::println);
            config.warnings().forEach(warning -> err.println("WARNING " + warning));
            ZkServer.requireSupported(config);
            checkDirectories(config);
            return 0;
        } catch (StartupException | StorageException e) {
            err.println("ERROR " + e.getMessage());
            return REFUSED;
        } catch (ConfigException e) {
            e.warnings().forEach(warning -> err.println("WARNING " + warning));
            e.problems().forEach(problem -> err.println("ERROR " + problem));
            return REFUSED;
        }
    }

    /** What this user alone cannot do is no error: the server may run as another. */
    private void checkDirectories(ServerConfig config) throws StorageException {
        var options = StorageSetup.options(config);
        DirectoryCheck.requirePossible(options);
        var trouble = DirectoryCheck.notWritable(options);
        if (trouble != null) {
            err.println("WARNING " + trouble + ". Start it as a user who can.");
        }
    }
}
