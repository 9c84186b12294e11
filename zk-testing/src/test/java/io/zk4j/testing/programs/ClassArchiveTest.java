/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.e2e.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zkServer.sh archive-classes}, in an installation of its own. */
class ClassArchiveTest {
    private static final Path BUILT = TestFolders.root().resolve("zk-server/target");
    private static final String FROM_ARCHIVE = "io.zk4j.server.ServerMain source: shared objects file (top)";

    @TempDir
    Path temporary;

    @Test
    void laterStartsTakeTheirClassesFromTheArchiveUntilAJarChanges() throws Exception {
        var installation = install();
        try (var ports = LoopbackPorts.claim(1)) {
            var config = Files.writeString(
                    temporary.resolve("zoo.cfg"),
                    "clientPort=" + ports.get(0) + "\ndataDir=" + temporary.resolve("data") + "\n");

            var made = new Script(installation, temporary, "zkServer.sh").run("archive-classes");

            assertThat(made.err()).isEmpty();
            assertThat(made.out()).startsWith("Made " + installation.resolve("lib/zk4j-classes.jsa"));
            assertThat(classesLoadedBy(installation, config)).contains(FROM_ARCHIVE);

            var jar = installation.resolve("lib/zk-server.jar");
            Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
            assertThat(classesLoadedBy(installation, config)).doesNotContain(FROM_ARCHIVE);
        }
    }

    /** Starts the server until it serves, and returns which classes came from where. */
    private String classesLoadedBy(Path installation, Path config) throws IOException, InterruptedException {
        var classes = temporary.resolve("classes.txt");
        var output = temporary.resolve("server.out");
        var server = new Script(installation, temporary, "zkServer.sh")
                .with("SERVER_JVMFLAGS", "-Xlog:class+load:file=" + classes)
                .start(output, "start-foreground", config.toString());
        try {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> Files.readString(output).contains("zk4j serves"));
        } finally {
            server.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(output)).doesNotContain("[warning]", "[error]");
        return Files.readString(classes);
    }

    private Path install() throws IOException {
        var installation = temporary.resolve("zk4j");
        copy(TestFolders.root().resolve("bin"), installation.resolve("bin"));
        copy(TestFolders.root().resolve("conf"), installation.resolve("conf"));
        copy(BUILT.resolve("lib"), installation.resolve("lib"));
        Files.copy(BUILT.resolve("zk-server.jar"), installation.resolve("lib/zk-server.jar"));
        return installation;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
