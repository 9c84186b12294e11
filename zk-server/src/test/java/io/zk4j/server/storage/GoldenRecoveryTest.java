/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zk4j.protocol.Stat;
import io.zk4j.server.tools.LoadedTree;
import io.zk4j.server.tree.Znode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A directory that Apache's server left is loaded to exactly what Apache's server makes of it. */
class GoldenRecoveryTest {
    /** What Apache refuses and we take for what it is, a write that was never acknowledged; up to which transaction. */
    private static final Set<String> TORN_AT_THE_END = Set.of("torn-bad-crc", "short-header-last-log");

    @TempDir
    Path temp;

    static Stream<String> loadable() {
        return GoldenData.names().filter(name -> {
            try {
                var golden = new GoldenData(name);
                return golden.hasExpectation() && !golden.expected().has("loadFails");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("loadable")
    void treeSessionsAndDigestsAreAsApacheLoadsThem(String name) throws IOException {
        var golden = new GoldenData(name);
        var target = new LoadedTree();

        var report = recover(golden.copyTo(temp), target);

        var expected = golden.expected();
        assertThat(report.lastZxid()).isEqualTo(GoldenJson.hex(expected.get("lastZxid")));
        assertThat(target.digestMismatches()).isEmpty();
        assertThat(target.tree().digest().value()).isEqualTo(GoldenJson.hex(expected.get("treeDigest")));
        assertSessions(expected.get("sessions"), target);
        assertNodes(expected.get("nodes"), target);
    }

    @ParameterizedTest
    @MethodSource("loadable")
    void ourSnapshotOfItLoadsToTheSame(String name) throws IOException {
        var golden = new GoldenData(name);
        var before = new LoadedTree();
        var copy = golden.copyTo(temp.resolve("copy"));
        for (SnapshotCompression compression : SnapshotCompression.values()) {
            var options = StorageOptions.builder(copy).compression(compression).build();
            try (var directory = DataDirectory.open(options)) {
                directory.recover(before);
                var snapshot = directory.writeSnapshot(before);
                var after = new LoadedTree();

                var report = directory.recover(after);

                assertThat(report.snapshot()).isEqualTo(snapshot);
                assertThat(report.replayed()).isZero();
                assertThat(TreeContent.of(after.tree())).isEqualTo(TreeContent.of(before.tree()));
                assertThat(after.sessions()).isEqualTo(before.sessions());
                assertThat(after.digestMismatches()).isEmpty();
                assertThat(after.digestsCompared()).isEqualTo(1);
                Files.delete(snapshot.path());
            }
        }
    }

    @Test
    void everyTransactionsDigestIsCompared() throws IOException {
        var golden = new GoldenData("all-types");
        var copy = golden.copyTo(temp);
        for (String snapshot : new String[] {"snapshot.14", "snapshot.2c", "snapshot.43"}) {
            Files.delete(copy.resolve("version-2").resolve(snapshot));
        }
        var target = new LoadedTree();

        var report = recover(copy, target);

        assertThat(report.replayed()).isEqualTo(0x46);
        assertThat(target.digestsCompared()).isGreaterThan(50);
        assertThat(target.digestMismatches()).isEmpty();
    }

    @Test
    void logsWithoutASnapshotAreRefused() throws IOException {
        var copy = new GoldenData("no-snapshot").copyTo(temp);

        assertThatThrownBy(() -> recover(copy, new LoadedTree()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(copy.resolve("version-2/log.1") + ", offset 16")
                .hasMessageContaining("snapshot.trust.empty")
                .hasMessageContaining("zkDoctor");
    }

    @Test
    void logsWithoutASnapshotAreReplayedIfToldSo() throws IOException {
        var copy = new GoldenData("no-snapshot").copyTo(temp);
        var target = new LoadedTree();
        var options = StorageOptions.builder(copy).trustMissingSnapshot(true).build();

        try (var directory = DataDirectory.open(options)) {
            directory.recover(target);
        }

        assertNodes(new GoldenData("all-types").expected().get("nodes").size(), target);
        assertThat(target.digestMismatches()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tornAtTheEnd")
    void damageAtTheVeryEndOfTheLastLogIsCutBackAndReported(String name) throws IOException {
        var golden = new GoldenData(name);
        var target = new LoadedTree();
        var copy = golden.copyTo(temp);

        var report = recover(copy, target);

        assertThat(report.lastZxid()).isEqualTo(name.equals("torn-bad-crc") ? 0x45 : 0x46);
        assertThat(report.notices()).singleElement().asString().contains("log.");
        assertThat(target.digestMismatches()).isEmpty();
        var again = recover(copy, new LoadedTree());
        assertThat(again.notices()).isEmpty();
        assertThat(again.lastZxid()).isEqualTo(report.lastZxid());
    }

    static Stream<String> tornAtTheEnd() {
        return TORN_AT_THE_END.stream();
    }

    @Test
    void aBrokenRecordInTheMiddleIsRefusedWithFileAndOffset() throws IOException {
        var copy = new GoldenData("all-types").copyTo(temp);
        var log = copy.resolve("version-2/log.45");
        var bytes = Files.readAllBytes(log);
        bytes[50] ^= 1; // within the first record, 0x45; the second follows
        Files.write(log, bytes);

        assertThatThrownBy(() -> recover(copy, new LoadedTree()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining(log + ", offset 16: a record whose checksum is")
                .hasMessageContaining("the next whole record is at offset 102")
                .hasMessageContaining("zkTxnLogToolkit");
        assertThat(log).hasBinaryContent(bytes);
    }

    @Test
    void theUncommittedTailOfAKilledLeaderIsLoaded() throws IOException {
        var report = recover(new GoldenData("ensemble-uncommitted-tail").copyTo(temp), new LoadedTree());

        assertThat(report.notices()).isEmpty();
        assertThat(report.lastZxid()).isEqualTo(0x200000007L);
    }

    private static RecoveryReport recover(Path dataDir, RecoveryTarget target) throws IOException {
        try (var directory = DataDirectory.open(StorageOptions.builder(dataDir).build())) {
            return directory.recover(target);
        }
    }

    private static void assertSessions(JsonNode expected, LoadedTree target) {
        var sessions = new TreeMap<Long, Integer>();
        expected.properties()
                .forEach(each -> sessions.put(
                        Long.parseUnsignedLong(each.getKey().substring(2), 16),
                        each.getValue().asInt()));
        assertThat(target.sessions()).isEqualTo(sessions);
    }

    private static void assertNodes(int count, LoadedTree target) {
        assertThat(target.tree().nodeCount()).isEqualTo(count);
    }

    private static void assertNodes(JsonNode nodes, LoadedTree target) {
        assertNodes(nodes.size(), target);
        nodes.properties()
                .forEach(each ->
                        assertNode(each.getKey(), each.getValue(), target.tree().get(each.getKey())));
    }

    private static void assertNode(String path, JsonNode expected, Znode znode) {
        assertThat(znode).as(path).isNotNull();
        assertThat(znode.data()).as(path).isEqualTo(GoldenJson.bytes(expected.get("data")));
        assertThat(znode.acls()).as(path).isEqualTo(GoldenJson.acls(expected.get("acl")));
        assertThat(znode.stat()).as(path).isEqualTo(stat(expected.get("stat")));
        assertThat(znode.ephemeralOwner()).as(path).isEqualTo(GoldenJson.hex(expected.get("persistedEphemeralOwner")));
        assertThat(znode.createCount())
                .as(path)
                .isEqualTo(expected.get("persistedCversion").asInt());
    }

    private static Stat stat(JsonNode stat) {
        return new Stat(
                GoldenJson.hex(stat.get("czxid")),
                GoldenJson.hex(stat.get("mzxid")),
                stat.get("ctime").asLong(),
                stat.get("mtime").asLong(),
                stat.get("version").asInt(),
                stat.get("cversion").asInt(),
                stat.get("aversion").asInt(),
                GoldenJson.hex(stat.get("ephemeralOwner")),
                stat.get("dataLength").asInt(),
                stat.get("numChildren").asInt(),
                GoldenJson.hex(stat.get("pzxid")));
    }
}
