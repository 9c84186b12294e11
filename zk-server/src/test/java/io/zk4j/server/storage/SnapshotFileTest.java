/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.server.tree.Znode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SnapshotFileTest {
    private static final int FIELD_BYTES_MAX = 2 << 20;

    @TempDir
    Path temp;

    @ParameterizedTest
    @EnumSource(SnapshotCompression.class)
    void whatIsWrittenIsRead(SnapshotCompression compression) throws IOException {
        var nodes = new ArrayList<Znode>();
        nodes.add(znode("/", Bytes.EMPTY, Acl.OPEN_UNSAFE));
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            var data = new byte[random.nextInt(3000)];
            random.nextBytes(data);
            nodes.add(znode("/n" + i, i % 7 == 0 ? null : Bytes.wrap(data), acls(i % 5)));
        }
        nodes.add(znode("/big", Bytes.wrap(new byte[1_500_000]), Acl.READ_UNSAFE));

        var file = SnapshotWriter.write(
                new Source(0x1234, nodes),
                temp,
                StorageOptions.builder(temp).compression(compression).build());
        var content = new Content();
        var summary = SnapshotReader.read(file, FIELD_BYTES_MAX, content);

        assertThat(file.name()).isEqualTo("snapshot.1234" + compression.suffix());
        assertThat(SnapshotReader.looksComplete(file)).isTrue();
        assertThat(content.sessions).isEqualTo(Map.of(1L, 10, -5L, 20));
        assertThat(content.nodes).hasSameSizeAs(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            assertSame(content.nodes.get(i), nodes.get(i));
        }
        assertThat(summary.znodes()).isEqualTo(nodes.size());
        assertThat(summary.digest()).isEqualTo(new Source(0x1234, nodes).digest());
        assertThat(summary.lastProcessedZxid()).isEqualTo(0x1234);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void bothOptionalPartsMayBeMissing(boolean digest, boolean lastZxid) throws IOException {
        var options = StorageOptions.builder(temp)
                .snapshotDigest(digest)
                .snapshotLastZxid(lastZxid)
                .build();

        var file = SnapshotWriter.write(new TestDirectory.Roots(9), temp, options);
        var summary = SnapshotReader.read(file, FIELD_BYTES_MAX, new Content());

        assertThat(summary.digest() != null).isEqualTo(digest);
        assertThat(summary.lastProcessedZxid() != null).isEqualTo(lastZxid);
    }

    @Test
    void aListThatCameIntoUseMeanwhileLetsNobodyInUntilItIsReplayed() throws IOException {
        var unknown = List.of(new Acl(31, "digest", "late:comer"));
        var source = new Source(5, List.of(znode("/", null, Acl.OPEN_UNSAFE), znode("/late", null, unknown))) {
            @Override
            public Collection<List<Acl>> acls() {
                return List.of(Acl.OPEN_UNSAFE);
            }
        };

        var file =
                SnapshotWriter.write(source, temp, StorageOptions.builder(temp).build());
        var content = new Content();
        SnapshotReader.read(file, FIELD_BYTES_MAX, content);

        assertThat(content.nodes.get(1).acls()).containsExactly(new Acl(0, "world", "anyone"));
    }

    @Test
    void aSnapshotGivesWayWhenTheLogWouldBeLeftTooLittleRoom() {
        var source = new Source(5, List.of(znode("/", Bytes.wrap(new byte[1 << 20]), Acl.OPEN_UNSAFE)));
        var options = StorageOptions.builder(temp)
                .snapshotReserveBytes(Long.MAX_VALUE)
                .build();

        assertThatThrownBy(() -> SnapshotWriter.write(source, temp, options))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("KiB are free on the disk of", "zk4j.freeSpaceFloorInKb");
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void aFailureLeavesNeitherAFileNorATemporaryOne() {
        var source = new Source(5, List.of()) {
            @Override
            public void forEach(ZnodeVisitor visitor) throws IOException {
                throw new IOException("no space left on device");
            }
        };

        assertThatThrownBy(() -> SnapshotWriter.write(
                        source, temp, StorageOptions.builder(temp).build()))
                .isInstanceOf(StorageException.class)
                .hasMessageContainingAll("cannot write " + temp.resolve("snapshot.5"), "no space left", "has room");
        assertThat(temp).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(SnapshotCompression.class)
    void aFileCutOffAnywhereIsRefused(SnapshotCompression compression) throws IOException {
        var whole = SnapshotWriter.write(
                new TestDirectory.Roots(9),
                temp,
                StorageOptions.builder(temp).compression(compression).build());
        var bytes = Files.readAllBytes(whole.path());
        var cut = new DataFile(
                Files.createDirectory(temp.resolve("cut")).resolve(whole.name()), DataFile.Kind.SNAPSHOT, 9);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut.path(), Arrays.copyOf(bytes, length));
            int cutAt = length;
            // A plain file that ends exactly where an optional part would begin is whole.
            if (compression == SnapshotCompression.NONE
                    && (length == bytes.length - 21 || length == bytes.length - 54)) {
                continue;
            }
            assertThatThrownBy(() -> SnapshotReader.read(cut, FIELD_BYTES_MAX, new Content()))
                    .as("cut to %d bytes", cutAt)
                    .isInstanceOf(CorruptFileException.class);
        }
    }

    @Test
    void aLengthBeyondTheLimitIsRefusedWithoutReadingIt() throws IOException {
        var file = SnapshotWriter.write(
                new Source(5, List.of(znode("/", Bytes.wrap(new byte[5000]), Acl.OPEN_UNSAFE))),
                temp,
                StorageOptions.builder(temp).build());

        assertThatThrownBy(() -> SnapshotReader.read(file, 4000, new Content()))
                .isInstanceOf(CorruptFileException.class)
                .hasMessageContaining("a length of 5000");
    }

    private static List<Acl> acls(int which) {
        return which == 0
                ? Acl.OPEN_UNSAFE
                : List.of(new Acl(which, "digest", "user" + which + ":x"), new Acl(1, "ip", "10.0.0.0/8"));
    }

    private static Znode znode(String path, @Nullable Bytes data, List<Acl> acls) {
        return Znode.stored(path, data, acls, 1, 2, 3, 4, 5, 6, 7, Long.MIN_VALUE, 9);
    }

    private static void assertSame(Znode found, Znode expected) {
        assertThat(found.path()).isEqualTo(expected.path());
        assertThat(found.data()).isEqualTo(expected.data());
        assertThat(found.acls()).isEqualTo(expected.acls());
        assertThat(found.stat()).isEqualTo(expected.stat());
        assertThat(found.ephemeralOwner()).isEqualTo(expected.ephemeralOwner());
    }

    private static class Source implements SnapshotSource {
        private final long zxid;
        private final List<Znode> nodes;

        Source(long zxid, List<Znode> nodes) {
            this.zxid = zxid;
            this.nodes = nodes;
        }

        @Override
        public long zxid() {
            return zxid;
        }

        @Override
        public Map<Long, Integer> sessions() {
            return Map.of(1L, 10, -5L, 20);
        }

        @Override
        public Collection<List<Acl>> acls() {
            return nodes.stream().map(Znode::acls).distinct().toList();
        }

        @Override
        public void forEach(ZnodeVisitor visitor) throws IOException {
            for (Znode node : nodes) {
                visitor.visit(node.path(), node);
            }
        }

        @Override
        public SnapshotDigest digest() {
            return new TestDirectory.Roots(zxid).digest();
        }

        @Override
        public long lastProcessedZxid() {
            return zxid;
        }
    }

    private static final class Content implements SnapshotVisitor {
        private final Map<Long, Integer> sessions = new HashMap<>();
        private final List<Znode> nodes = new ArrayList<>();

        @Override
        public void session(long id, int timeoutMillis) {
            sessions.put(id, timeoutMillis);
        }

        @Override
        public void znode(String path, Znode znode) {
            nodes.add(znode);
        }
    }
}
