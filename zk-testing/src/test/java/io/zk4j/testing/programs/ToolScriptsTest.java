/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.programs;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.testing.e2e.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts for data directories, run as an operator runs them, with blanks in all paths. */
class ToolScriptsTest {
    private static final Path GOLDEN = TestFolders.root().resolve("zk-server/src/test/resources/golden/data");

    @TempDir
    Path temporary;

    private Path folder;
    private Path files;
    private Path config;

    @BeforeEach
    void copyADataDirectoryWithATornLog() throws IOException {
        folder = Files.createDirectories(temporary.resolve("a folder"));
        files = Files.createDirectories(folder.resolve("the data/version-2"));
        try (Stream<Path> golden = Files.list(GOLDEN.resolve("torn-truncated/version-2"))) {
            for (Path file : golden.toList()) {
                Files.copy(file, files.resolve(file.getFileName()));
            }
        }
        config = Files.writeString(folder.resolve("zoo.cfg"), "dataDir=" + files.getParent() + "\nclientPort=2181\n");
    }

    @Test
    void theDoctorSaysWhatIsWrongAndRepairsOnRequest() throws Exception {
        var look = run("zkDoctor.sh", files.getParent().toString());
        assertThat(look.out()).contains("A start would load snapshot.43", "would cut " + files.resolve("log.45"));
        assertThat(look.status()).as(look.err()).isEqualTo(1);

        assertThat(run("zkDoctor.sh", "--repair", config.toString()).status()).isZero();
        assertThat(run("zkDoctor.sh", config.toString()).status()).isZero();
    }

    @Test
    void theLogToolkitShowsAndVerifies() throws Exception {
        var dump = run("zkTxnLogToolkit.sh", files.resolve("log.16").toString());
        assertThat(dump.out()).contains("zxid 0x18 setACL '/plain'");
        assertThat(dump.status()).isZero();

        var verify =
                run("zkTxnLogToolkit.sh", "--verify", files.resolve("log.45").toString());
        assertThat(verify.out()).contains("torn at offset 102");
        assertThat(verify.status()).isEqualTo(1);
    }

    @Test
    void theSnapshotToolkitPrintsTextAndJson() throws Exception {
        var snapshot = files.resolve("snapshot.43").toString();

        assertThat(run("zkSnapShotToolkit.sh", snapshot).out()).startsWith("ZNode Details (count=47):\n----\n/\n");
        assertThat(run("zkSnapShotToolkit.sh", "-json", snapshot).out()).startsWith("[1,0,{\"progname\":\"zk4j\"");
    }

    @Test
    void cleaningUpTakesTheDirectoriesFromTheConfiguration() throws Exception {
        var cleanup = new Script(folder, "zkCleanup.sh")
                .with("ZOOCFG", config.toString())
                .run("-n", "3");

        assertThat(cleanup.out()).isEqualTo("Removed " + files.resolve("snapshot.0") + "\n");
        assertThat(cleanup.status()).isZero();
        assertThat(run("zkCleanup.sh", files.getParent().toString(), "-n", "2").status())
                .isEqualTo(2);
    }

    @Test
    void aNewServerIsInitialized() throws Exception {
        var other = Files.writeString(folder.resolve("new.cfg"), "dataDir=" + folder.resolve("new data") + "\n");

        var initialize = run("zkServer-initialize.sh", "--configfile=" + other, "--myid=3");

        assertThat(initialize.status()).as(initialize.err()).isZero();
        assertThat(folder.resolve("new data/myid")).hasContent("3");
        assertThat(folder.resolve("new data/initialize")).exists();
        var existing = new Script(folder, "zkServer-initialize.sh")
                .with("ZOOCFG", config.toString())
                .run();
        assertThat(existing.err()).contains("is not empty", "--force");
        assertThat(existing.status()).isEqualTo(1);
    }

    private Script.Result run(String script, String... arguments) throws Exception {
        return new Script(folder, script).run(arguments);
    }
}
