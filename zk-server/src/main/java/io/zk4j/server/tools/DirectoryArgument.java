/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import io.zk4j.server.storage.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Tells a data directory that is not there from one that a tool is not allowed to see. */
final class DirectoryArgument {
    private DirectoryArgument() {}

    /**
     * Whether a data or log directory has files of a server's.
     *
     * @throws ParameterException if that cannot be told, as the directory cannot be looked into
     */
    @SuppressWarnings("try") // that the names can be asked for is all there is to know
    static boolean isThere(CommandSpec spec, Path directory) {
        var files = DataDirectory.filesOf(directory);
        try (var names = Files.newDirectoryStream(files)) {
            return true;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "cannot look into " + ToolRunner.reason(e) + ". Run this as the user who runs the server",
                    e);
        }
    }
}
