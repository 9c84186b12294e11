/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The directories that a {@code zoo.cfg} names. Nothing else of the file counts, so that tools can be used on one that a
 * server would refuse, for example because its {@code myid} has not been written yet.
 */
record ConfiguredDirectories(Path dataDir, Path logDir) {
    static ConfiguredDirectories of(Path configFile) throws IOException {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(configFile, StandardCharsets.ISO_8859_1)) {
            settings.load(reader);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no configuration file " + configFile, e);
        }
        var dataDir = settings.getProperty("dataDir", "").strip();
        if (dataDir.isEmpty()) {
            throw new IOException(configFile + " does not set dataDir");
        }
        var logDir = settings.getProperty("dataLogDir", "").strip();
        return new ConfiguredDirectories(Path.of(dataDir), Path.of(logDir.isEmpty() ? dataDir : logDir));
    }
}
