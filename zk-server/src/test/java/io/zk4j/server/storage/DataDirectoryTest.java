/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path temp;

    @Test
    void missingDirectoriesAreMade() throws IOException {
        var options = StorageOptions.builder(temp.resolve("a/data"))
                .logDir(temp.resolve("b/logs"))
                .build();

        try (var directory = DataDirectory.open(options)) {
            assertThat(directory).isNotNull();
        }

        assertThat(temp.resolve("a/data/version-2")).isDirectory();
        assertThat(temp.resolve("b/logs/version-2")).isDirectory();
    }

    @Test
    void missingDirectoriesAreNotMadeIfToldSo() {
        var options =
                StorageOptions.builder(temp.resolve("data")).autocreate(false).build();

        assertThatThrownBy(() -> DataDirectory.open(options))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("dataDir " + temp.resolve("data/version-2") + " does not exist")
                .hasMessageContaining("datadir.autocreate");
    }

    @Test
    void aPathThatCannotBeADirectoryIsRefused() throws IOException {
        var file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(StorageOptions.builder(file).build()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot make dataDir " + file)
                .hasMessageContaining("choose another dataDir");
    }

    @Test
    void twoServersCannotShareADirectory() throws IOException {
        var options = StorageOptions.builder(temp).build();
        try (var first = DataDirectory.open(options)) {
            assertThatThrownBy(() -> DataDirectory.open(options))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(temp.toRealPath().toString())
                    .hasMessageContaining("is in use by another server in this process");
            assertThat(first).isNotNull();
        }
        DataDirectory.open(options).close();
    }

    @Test
    void aServerInAnotherProcessIsKeptOutEvenAfterOneInThisWas() throws Exception {
        var options = StorageOptions.builder(temp).build();
        try (var first = DataDirectory.open(options)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DataDirectory.open(options)).isInstanceOf(StorageException.class);

            var other = openInAnotherProcess();

            assertThat(other)
                    .contains("is in use by another server, process "
                            + ProcessHandle.current().pid());
        }
        assertThat(openInAnotherProcess()).contains("opened");
    }

    /** What another process says when it opens the directory. */
    public static void main(String[] arguments) throws IOException {
        try (var directory =
                DataDirectory.open(StorageOptions.builder(Path.of(arguments[0])).build())) {
            System.out.println("opened, " + directory.logDirectoryBytes() + " bytes");
        } catch (StorageException e) {
            System.out.println(e.getMessage());
        }
    }

    private String openInAnotherProcess() throws Exception {
        var output = temp.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        DataDirectoryTest.class.getName(),
                        temp.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }

    @Test
    void twoServersCannotShareALogDirectoryEither() throws IOException {
        var logs = temp.resolve("logs");
        try (var first = DataDirectory.open(
                StorageOptions.builder(temp.resolve("a")).logDir(logs).build())) {
            assertThat(first).isNotNull();
            var second = StorageOptions.builder(temp.resolve("b")).logDir(logs).build();

            assertThatThrownBy(() -> DataDirectory.open(second)).hasMessageContaining("is in use");
            assertThatThrownBy(() -> DataDirectory.open(second))
                    .hasMessageContaining(logs.toRealPath().toString());
        }
    }

    @Test
    void snapshotsInTheLogDirectoryAreRefused() throws IOException {
        var options = apart();
        Files.createFile(DataDirectory.filesOf(options.logDir()).resolve("snapshot.5"));

        assertThatThrownBy(() -> DataDirectory.open(options))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("dataLogDir holds snapshots")
                .hasMessageContaining("snapshot.5");
    }

    @Test
    void logsInTheSnapshotDirectoryAreRefused() throws IOException {
        var options = apart();
        Files.createFile(DataDirectory.filesOf(options.dataDir()).resolve("log.5"));

        assertThatThrownBy(() -> DataDirectory.open(options))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("dataDir holds transaction logs")
                .hasMessageContaining("log.5");
    }

    @Test
    void logsAndSnapshotsGoToTheirOwnDirectories() throws IOException {
        var options = apart();
        try (var directory = DataDirectory.open(options)) {
            directory.recover(new RecordingTarget());
            directory.writeSnapshot(new TestDirectory.Roots(0));
            try (var log = directory.openLog(0)) {
                log.append(Txns.create(1));
            }
            assertThat(directory.logDirectoryBytes()).isGreaterThan(64 << 20);
            assertThat(directory.snapshotDirectoryBytes()).isBetween(100L, 1000L);
            assertThat(directory.recover(new RecordingTarget()).lastZxid()).isEqualTo(1);
        }

        assertThat(options.dataDir().resolve("version-2/snapshot.0")).exists();
        assertThat(options.logDir().resolve("version-2/log.1")).exists();
    }

    @Test
    void closingGivesUpASnapshotThatIsBeingWritten() throws Exception {
        var options = StorageOptions.builder(temp).build();
        var directory = DataDirectory.open(options);
        var begun = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var endless = new TestDirectory.Endless(() -> {
            begun.countDown();
            return closed.getCount() > 0;
        });
        var outcome = CompletableFuture.runAsync(() -> {
            assertThatThrownBy(() -> directory.writeSnapshot(endless))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("is being closed");
        });
        begun.await();
        assertThatThrownBy(() -> directory.writeSnapshot(endless)).hasMessageContaining("another snapshot");

        directory.close();

        closed.countDown();
        outcome.get(60, TimeUnit.SECONDS);
        try (var again = DataDirectory.open(options)) {
            assertThat(again.recover(new RecordingTarget()).isNewDatabase()).isTrue();
        }
        assertThat(temp.resolve("version-2/snapshot.7.tmp")).doesNotExist();
    }

    /** What this JVM was started with, and what a test launcher added by a class loader of its own. */
    private static String classPath() {
        var entries = new ArrayList<String>();
        for (var loader = DataDirectoryTest.class.getClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader instanceof URLClassLoader byUrl) {
                Stream.of(byUrl.getURLs()).map(URL::getPath).forEach(entries::add);
            }
        }
        entries.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, entries);
    }

    private StorageOptions apart() throws IOException {
        var options = StorageOptions.builder(temp.resolve("data"))
                .logDir(temp.resolve("logs"))
                .build();
        Files.createDirectories(DataDirectory.filesOf(options.dataDir()));
        Files.createDirectories(DataDirectory.filesOf(options.logDir()));
        return options;
    }
}
