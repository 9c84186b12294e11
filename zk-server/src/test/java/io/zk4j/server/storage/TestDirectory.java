/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.TreeDigest;
import io.zk4j.server.txn.TxnRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A data directory that a test fills with files of its choice. */
public final class TestDirectory {
    public final Path dataDir;
    public final Path files;

    public TestDirectory(Path dataDir) throws IOException {
        this.dataDir = dataDir;
        this.files = Files.createDirectories(DataDirectory.filesOf(dataDir));
    }

    StorageOptions.Builder options() {
        return StorageOptions.builder(dataDir).preallocationBytes(4096);
    }

    /** Writes one log file. */
    public Path log(List<TxnRecord> records) throws IOException {
        try (var log = new TxnLog(files, records.get(0).zxid() - 1, options().build())) {
            log.append(records);
            log.sync();
            return log.currentFile();
        }
    }

    /** Writes a snapshot of a tree with only a root. */
    public Path snapshot(long zxid) throws IOException {
        return SnapshotWriter.write(new Roots(zxid), files, options().build()).path();
    }

    RecoveryReport recover(RecoveryTarget target) throws IOException {
        return recover(target, options().build());
    }

    RecoveryReport recover(RecoveryTarget target, StorageOptions options) throws IOException {
        try (var directory = DataDirectory.open(options)) {
            return directory.recover(target);
        }
    }

    /** Changes some bytes of a file, as bad luck does. */
    public static void damage(Path file, int offset, int... bytes) throws IOException {
        var content = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            content[offset + i] = (byte) bytes[i];
        }
        Files.write(file, content);
    }

    /** A tree with a root that is walked again and again while {@code goOn}. */
    record Endless(BooleanSupplier goOn) implements SnapshotSource {
        private static final Roots ROOTS = new Roots(7);

        @Override
        public long zxid() {
            return ROOTS.zxid();
        }

        @Override
        public Map<Long, Integer> sessions() {
            return ROOTS.sessions();
        }

        @Override
        public Collection<List<Acl>> acls() {
            return ROOTS.acls();
        }

        @Override
        public void forEach(ZnodeVisitor visitor) throws IOException {
            while (goOn.getAsBoolean()) {
                ROOTS.forEach(visitor);
            }
        }

        @Override
        public SnapshotDigest digest() {
            return ROOTS.digest();
        }

        @Override
        public long lastProcessedZxid() {
            return ROOTS.lastProcessedZxid();
        }
    }

    /** A tree that consists of the root. */
    record Roots(long zxid) implements SnapshotSource {
        @Override
        public Map<Long, Integer> sessions() {
            return Map.of(77L, 30_000);
        }

        @Override
        public Collection<List<Acl>> acls() {
            return List.of();
        }

        @Override
        public void forEach(ZnodeVisitor visitor) throws IOException {
            visitor.visit("/", Znode.stored("/", Bytes.EMPTY, Acl.OPEN_UNSAFE, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        }

        @Override
        public SnapshotDigest digest() {
            return new SnapshotDigest(zxid, TreeDigest.of(4711));
        }

        @Override
        public long lastProcessedZxid() {
            return zxid;
        }
    }
}
