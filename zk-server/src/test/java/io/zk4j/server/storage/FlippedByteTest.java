/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.zk4j.server.tools.LoadedTree;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A single byte that changed on the disk is noticed, wherever it is, and never becomes part of what is served. */
class FlippedByteTest {
    private static final int RECORD_BYTES_MAX = 1 << 20;
    private static final String[] DIRECTORIES = {"all-types", "snap-gz", "snap-snappy", "no-digest", "ensemble/server3"
    };

    @TempDir
    Path temp;

    static LongStream seeds() {
        return Seeds.of(300, 20_000);
    }

    static LongStream recoverySeeds() {
        return Seeds.of(100, 5_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLogWithOneIsNotClean(long seed) throws IOException {
        var random = new Random(seed);
        var log = pick(random, DataFile.Kind.LOG);
        var whole = read(log.path());
        var flipped = flip(log.path(), random, whole.end().offset());

        var found = read(flipped);

        assertThat(found.end().kind()).isNotEqualTo(LogEnd.Kind.CLEAN);
        assertThat(found.records())
                .isEqualTo(whole.records().subList(0, found.records().size()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSnapshotWithOneIsNotLoaded(long seed) throws IOException {
        var random = new Random(seed);
        var snapshot = pick(random, DataFile.Kind.SNAPSHOT);
        var flipped = DataFile.of(flip(snapshot.path(), random, Files.size(snapshot.path())))
                .orElseThrow();
        var content = new Content();
        try {
            SnapshotReader.read(flipped, RECORD_BYTES_MAX, content);
        } catch (CorruptFileException noticed) {
            assertThat(noticed).hasMessageContaining(flipped + ", offset ");
            return;
        }
        // The header of a gzip stream has bytes that mean nothing, and one text can be compressed in more than one way.
        assertThat(snapshot.compression()).isNotEqualTo(SnapshotCompression.NONE);
        var original = new Content();
        SnapshotReader.read(snapshot, RECORD_BYTES_MAX, original);
        assertThat(content.lines).isEqualTo(original.lines);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("recoverySeeds")
    void aRecoveryRefusesItOrSaysWhatItLeftOut(long seed) throws IOException {
        var random = new Random(seed);
        var golden = new GoldenData("all-types");
        var prefixes = prefixes(golden);
        var copy = golden.copyTo(temp.resolve("copy"));
        var files = new ArrayList<>(DataFile.list(copy.resolve("version-2"), DataFile.Kind.LOG));
        files.addAll(DataFile.list(copy.resolve("version-2"), DataFile.Kind.SNAPSHOT));
        var file = files.get(random.nextInt(files.size())).path();
        Files.write(file, flippedBytes(file, random, Math.min(Files.size(file), 5000)));
        var target = new LoadedTree();

        RecoveryReport report;
        try (var directory = DataDirectory.open(StorageOptions.builder(copy).build())) {
            report = directory.recover(target);
        } catch (CorruptFileException refused) {
            assertThat(refused).hasMessageContaining(", offset ").hasMessageContaining("Ways out");
            return;
        }
        assertThat(TreeContent.of(target.tree()).equals(prefixes.get(report.lastZxid())))
                .as("the tree is that of transaction 0x%x", report.lastZxid())
                .isTrue();
        assertThat(target.digestMismatches()).isEmpty();
        if (report.lastZxid() != 0x46) {
            assertThat(report.notices()).isNotEmpty();
        }
    }

    private static DataFile pick(Random random, DataFile.Kind kind) throws IOException {
        var files = new GoldenData(DIRECTORIES[random.nextInt(DIRECTORIES.length)]).files(kind);
        return files.get(random.nextInt(files.size()));
    }

    /** A copy with one byte changed: mostly where the data is, sometimes in the padding. */
    private Path flip(Path file, Random random, long dataEnd) throws IOException {
        long within = random.nextInt(10) == 0 ? Files.size(file) : dataEnd;
        return Files.write(temp.resolve(file.getFileName()), flippedBytes(file, random, within));
    }

    private static byte[] flippedBytes(Path file, Random random, long within) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[random.nextInt((int) within)] ^= (byte) (1 + random.nextInt(255));
        return bytes;
    }

    private record LogContent(List<TxnRecord> records, LogEnd end) {}

    private static LogContent read(Path log) throws IOException {
        var records = new ArrayList<TxnRecord>();
        try (var reader = new TxnLogReader(log, RECORD_BYTES_MAX)) {
            for (var logged = reader.next(); logged != null; logged = reader.next()) {
                records.add(logged.record());
            }
            return new LogContent(records, reader.end());
        }
    }

    /** The tree after each transaction, and before the first. */
    private static Map<Long, Map<String, String>> prefixes(GoldenData golden) throws IOException {
        var prefixes = new HashMap<Long, Map<String, String>>();
        var target = new LoadedTree();
        target.clear();
        target.loaded(0, null);
        try (var log = new LogSequence(golden.files(DataFile.Kind.LOG), 0, RECORD_BYTES_MAX)) {
            for (var logged = log.next(); logged != null; logged = log.next()) {
                target.replay(logged.record());
                prefixes.put(logged.zxid(), TreeContent.of(target.tree()));
            }
        }
        if (prefixes.size() != 0x46) {
            fail("the golden log is not complete");
        }
        return prefixes;
    }

    /** Everything that a snapshot hands over. */
    private static final class Content implements SnapshotVisitor {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void session(long id, int timeoutMillis) {
            lines.add(id + " " + timeoutMillis);
        }

        @Override
        public void znode(String path, Znode znode) {
            lines.add(path + " " + znode.data() + " " + znode.acls() + " " + znode);
        }
    }
}
