/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.JavaProcess;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkTestServer;
import io.zk4j.testing.e2e.JavaSources;
import io.zk4j.testing.e2e.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows in Java is what a reader would type: it compiles, and does what the README says. */
class ReadmeProgramsTest {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LINES_MAX = 12;

    /** What an editor would add by itself. */
    private static final String FRAME = """
            import static java.nio.charset.StandardCharsets.UTF_8;

            import io.zk4j.client.ZkClient;
            import io.zk4j.protocol.Bytes;
            import io.zk4j.server.*;
            import java.nio.file.Path;
            import java.time.Duration;
            import org.apache.zookeeper.*;

            class Readme%d {
                static void run(Path folder) throws Exception {
            %s
                }

                public static void main(String[] arguments) throws Exception {
                    run(Path.of(arguments[0]));
                    System.out.println("done");
                    System.exit(0);
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void bothApisAndTheServerWorkAsShown() throws IOException {
        try (var server = ZkTestServer.standalone()) {
            var programs = programs(server.connectString());

            assertThat(programs)
                    .hasSize(3)
                    .allSatisfy(program -> assertThat(program.lines()).hasSizeLessThanOrEqualTo(LINES_MAX));
            assertThat(run(0, programs)).contains("done");
            assertThat(run(1, programs)).contains("version 1", "done");
            assertThat(run(2, programs)).contains("done");
        }
    }

    private static List<String> programs(String connectString) throws IOException {
        var programs = new ArrayList<String>();
        var found = PROGRAM.matcher(Files.readString(TestFolders.root().resolve("README.md")));
        while (found.find()) {
            programs.add(found.group(1).replace("localhost:2181", connectString));
        }
        return programs;
    }

    private String run(int number, List<String> programs) throws IOException {
        var classes = Files.createDirectories(folder.resolve("classes" + number));
        var source = Files.writeString(
                folder.resolve("Readme" + number + ".java"), FRAME.formatted(number, programs.get(number)));
        var classPath = new ArrayList<>(ZkDistribution.zk4j().classPath());
        JavaSources.compile(List.of(source), classPath, classes);
        classPath.add(classes);
        var data = Files.createDirectories(folder.resolve("data" + number));
        var jvm = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");
        var main = List.of("Readme" + number, data.toString());
        try (var process = JavaProcess.start(folder, "readme" + number, classPath, jvm, main)) {
            int status = process.awaitExit(PATIENCE);
            assertThat(status).as(process.output()).isZero();
            return process.output();
        }
    }
}
