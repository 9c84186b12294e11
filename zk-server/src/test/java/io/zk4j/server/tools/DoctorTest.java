/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.server.storage.DataDirectory;
import io.zk4j.server.storage.GoldenData;
import io.zk4j.server.storage.StorageOptions;
import io.zk4j.server.storage.TestDirectory;
import io.zk4j.server.storage.Txns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    private static final int FINE = 0;
    private static final int TROUBLE = 1;
    private static final int USAGE = 2;
    private static final int REFUSED = 3;

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({
        "all-types, 0, 'load snapshot.43 and replay 3 transactions, up to 0x46: 47 znodes, 2 sessions'",
        "snap-gz, 0, up to 0x46",
        "snap-snappy, 0, up to 0x46",
        "no-digest, 0, up to 0x46",
        "ensemble/server1, 0, up to 0x3",
        "torn-truncated, 1, 'would cut {}/log.45 back to its last whole record, from 163 to 102 bytes'",
        "torn-zero-filled, 1, 'would cut {}/log.45 back'",
        "torn-bad-crc, 1, 'would cut {}/log.45 back'",
        "empty-last-log, 1, 'would remove {}/log.ff00, a log without a single whole record'",
        "short-header-last-log, 1, 'would remove {}/log.ff00'",
        "truncated-last-snapshot, 1, 'snapshot.43 is not a complete snapshot and is passed over'",
        "no-snapshot, 3, 'A start would be refused: {}/log.1, offset 16: there are transactions, but no snapshot'"
    })
    void saysWhatAStartWouldDoAndChangesNothing(String name, int status, String words) throws IOException {
        var copy = new GoldenData(name).copyTo(temp);
        var before = contents(copy);

        var run = doctor(copy);

        assertThat(run.out())
                .contains(words.replace("{}", copy.resolve("version-2").toString()));
        assertThat(run.status()).as(run.out()).isEqualTo(status);
        assertThat(contents(copy)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "torn-truncated, Repair: cut",
        "torn-bad-crc, Repair: cut",
        "empty-last-log, Repair: removed",
        "no-snapshot, 'Wrote {}/snapshot.0'"
    })
    void repairsWhatCostsNoAcknowledgedTransaction(String name, String words) throws IOException {
        var copy = new GoldenData(name).copyTo(temp);

        var run = doctor("--repair", copy);

        assertThat(run.out())
                .contains(words.replace("{}", copy.resolve("version-2").toString()));
        assertThat(run.status()).as(run.out()).isEqualTo(FINE);
        assertThat(doctor(copy).status()).isEqualTo(FINE);
    }

    @Test
    void whatIsRepairedHoldsEverything() throws IOException {
        var copy = new GoldenData("no-snapshot").copyTo(temp);
        doctor("--repair", copy);
        var tree = new LoadedTree();

        try (var directory = DataDirectory.open(StorageOptions.builder(copy).build())) {
            assertThat(directory.recover(tree).lastZxid()).isEqualTo(0x46);
        }

        assertThat(tree.digestMismatches()).isEmpty();
        assertThat(tree.digestsCompared()).isGreaterThan(50);
    }

    @Test
    void leftoversAreRemovedOnRequest() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp);
        var leftover = Files.createFile(copy.resolve("version-2/snapshot.50.tmp"));

        assertThat(doctor(copy).out()).contains("snapshot.50.tmp", "left over from a snapshot", "would remove");
        assertThat(leftover).exists();
        assertThat(doctor("--repair", copy).status()).isEqualTo(FINE);
        assertThat(leftover).doesNotExist();
    }

    @Test
    void damageInTheMiddleIsShownAndLeftAlone() throws IOException {
        var directory = new TestDirectory(temp);
        directory.snapshot(0);
        var log = directory.log(Txns.creates(1, 10));
        TestDirectory.damage(log, 200, 1, 2, 3);
        var before = contents(temp);

        var run = doctor("--repair", temp);

        assertThat(run.status()).isEqualTo(REFUSED);
        assertThat(run.out())
                .containsPattern("log\\.1 +DAMAGED +1 transaction, 0x1; offset \\d+: a record whose checksum")
                .contains("Ways out")
                .contains("Nothing was repaired: this needs a decision");
        assertThat(contents(temp)).isEqualTo(before);
    }

    @Test
    void damageInAFileThatAStartDoesNotReadIsFoundToo() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp);
        TestDirectory.damage(copy.resolve("version-2/snapshot.14"), 700, 1, 2, 3);
        TestDirectory.damage(copy.resolve("version-2/log.16"), 700, 1, 2, 3);

        var run = doctor(copy);

        assertThat(run.status()).isEqualTo(TROUBLE);
        assertThat(run.out()).containsPattern("snapshot\\.14 +DAMAGED").containsPattern("log\\.16 +DAMAGED");
        assertThat(run.out()).contains("A start would load snapshot.43");
    }

    @Test
    void directoriesMayBeApart() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp.resolve("data"));
        var logs = Files.createDirectories(temp.resolve("logs/version-2"));
        for (String name : new String[] {"log.1", "log.16", "log.2e", "log.45"}) {
            Files.move(copy.resolve("version-2").resolve(name), logs.resolve(name));
        }

        assertThat(doctor(copy, "--log-dir", temp.resolve("logs")).out()).contains("up to 0x46");
        assertThat(doctor("--repair", copy, "--log-dir", temp.resolve("logs")).status())
                .isEqualTo(FINE);
    }

    @Test
    void theDirectoriesMayComeFromAConfiguration() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp.resolve("data"));
        var config = Files.writeString(temp.resolve("zoo.cfg"), "dataDir=" + copy + "\nclientPort=2181\n");

        assertThat(doctor(config).status()).isEqualTo(FINE);
    }

    @Test
    void aRunningServerIsNamedAndNothingIsRepaired() throws IOException {
        var copy = new GoldenData("torn-truncated").copyTo(temp);
        try (var server = DataDirectory.open(StorageOptions.builder(copy).build())) {
            assertThat(server).isNotNull();

            assertThat(doctor(copy).out()).contains("NOTE: a server in this process has this directory open");
            var run = doctor("--repair", copy);

            assertThat(run.status()).isEqualTo(TROUBLE);
            assertThat(run.err()).contains("is in use by another server");
        }
    }

    @Test
    void whatIsNoDataDirectoryIsAMistake() {
        var run = doctor(temp);

        assertThat(run.status()).isEqualTo(USAGE);
        assertThat(run.err()).contains("it has no directory version-2");
    }

    @Test
    void whatItCannotLookIntoIsNotCalledMissing() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp.resolve("data"));
        var closed = unreadable(temp.resolve("closed"));

        for (var run : List.of(doctor(closed), doctor(copy, "--log-dir", closed))) {
            assertThat(run.status()).as(run.out()).isEqualTo(USAGE);
            assertThat(run.err())
                    .contains("cannot look into " + closed.resolve("version-2"), "the user who runs the server")
                    .doesNotContain("has no directory", "empty database");
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndWouldStopAStart() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp);
        var log = copy.resolve("version-2/log.45");
        Files.delete(log);
        Files.createSymbolicLink(log, log.getFileName());

        var run = doctor(copy);

        assertThat(run.status()).as(run.err()).isEqualTo(REFUSED);
        assertThat(run.out())
                .containsPattern("log\\.45 +DAMAGED +cannot be read: .*log\\.45: .*symbolic links")
                .containsPattern("A start would be refused: .*log\\.45: .*symbolic links");
    }

    /** Not even the system's administrator can look into a directory that leads to itself. */
    static Path unreadable(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.createSymbolicLink(directory.resolve("version-2"), Path.of("version-2"));
        return directory;
    }

    private static ToolRun doctor(Object... arguments) {
        return ToolRun.of(new Doctor(new Properties()), arguments);
    }

    private static Map<String, Integer> contents(Path dataDir) throws IOException {
        var contents = new HashMap<String, Integer>();
        try (Stream<Path> files = Files.list(dataDir.resolve("version-2"))) {
            for (Path file : files.toList()) {
                contents.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
