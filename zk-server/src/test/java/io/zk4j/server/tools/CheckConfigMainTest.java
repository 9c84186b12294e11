/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckConfigMainTest {
    private static final int REFUSED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path dir;

    @Test
    void warningsAreToldTogetherWithProblemsSoThatOneLookIsEnough() throws IOException {
        assertThat(check("tickTime=soon", "clientPrt=2181", "dataDir=" + dir)).isEqualTo(REFUSED);
        assertThat(text(err)).contains("ERROR ", "tickTime=soon").contains("WARNING ", "clientPrt");
    }

    @Test
    void whatADataDirectoryCannotBeMadeOfIsAnError() throws IOException {
        var file = Files.createFile(dir.resolve("a-file"));

        assertThat(check("clientPort=2181", "dataDir=" + file)).isEqualTo(REFUSED);
        assertThat(text(err)).contains("ERROR ", "dataDir " + file, file + " is not a directory");
    }

    @Test
    void aLogDirectoryBelowAFileIsAnErrorToo() throws IOException {
        var file = Files.createFile(dir.resolve("a-file"));

        assertThat(check("clientPort=2181", "dataDir=" + dir, "dataLogDir=" + file.resolve("logs")))
                .isEqualTo(REFUSED);
        assertThat(text(err)).contains("dataLogDir", file + " is not a directory");
    }

    @Test
    void aMissingDirectoryIsAnErrorOnlyIfTheServerIsNotToMakeIt() throws IOException {
        var missing = dir.resolve("missing/data");

        assertThat(check("clientPort=2181", "dataDir=" + missing)).isZero();
        assertThat(missing).doesNotExist();
        assertThat(check("clientPort=2181", "dataDir=" + missing, "datadir.autocreate=false"))
                .isEqualTo(REFUSED);
        assertThat(text(err)).contains(missing + "/version-2 does not exist", "datadir.autocreate=false");
    }

    private int check(String... lines) throws IOException {
        var zooCfg = Files.writeString(dir.resolve("zoo.cfg"), String.join("\n", lines) + "\n");
        return new CheckConfigMain(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(zooCfg, new Properties());
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
