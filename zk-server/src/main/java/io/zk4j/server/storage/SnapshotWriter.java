/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.protocol.Acl;
import io.zk4j.server.tree.Znode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Writes a snapshot: to a temporary file, synced, then renamed, so that a file with a snapshot's name is a whole one.
 *
 * <p>The format wants all access control lists ahead of the znodes. A list that comes into use while the znodes are walked
 * is not among them; but then the log has the transaction that set it, and replay sets it again. Until then the znode
 * carries {@link #UNKNOWN_YET}, which lets nobody in.
 */
final class SnapshotWriter {
    static final List<Acl> UNKNOWN_YET = List.of(new Acl(0, "world", "anyone"));

    private static final String ROOT_IN_FILE = "";

    private final SnapshotSource source;
    private final StorageOptions options;
    private final BooleanSupplier abandoned;
    private final Map<List<Acl>, Long> keys = new HashMap<>();
    private final IdentityHashMap<List<Acl>, Long> keysByIdentity = new IdentityHashMap<>();

    private SnapshotWriter(SnapshotSource source, StorageOptions options, BooleanSupplier abandoned) {
        this.source = source;
        this.options = options;
        this.abandoned = abandoned;
    }

    /** Writes the file into {@code directory}, in place of one for the same zxid. */
    static DataFile write(SnapshotSource source, Path directory, StorageOptions options) throws IOException {
        return write(source, directory, options, () -> false);
    }

    /** The same, but gives up with an exception, and without leaving a file, when {@code abandoned} says so. */
    static DataFile write(SnapshotSource source, Path directory, StorageOptions options, BooleanSupplier abandoned)
            throws IOException {
        var file = directory.resolve(DataFile.snapshotName(source.zxid(), options.compression()));
        var writer = new SnapshotWriter(source, options, abandoned);
        DurableFiles.replace(
                file, out -> writer.writeTo(new RoomLeavingStream(out, directory, options.snapshotReserveBytes())));
        return new DataFile(file, DataFile.Kind.SNAPSHOT, source.zxid());
    }

    /** Writes the form that a leader sends: without header, digest and checksums, and with a signature at the end. */
    static void stream(SnapshotSource source, OutputStream stream, StorageOptions options, BooleanSupplier abandoned)
            throws IOException {
        var writer = new SnapshotWriter(source, options, abandoned);
        var out = new ChecksummedOutput(stream);
        writer.writeBody(out);
        out.writeString(SnapshotIntake.SIGNATURE);
        out.flush();
    }

    private void writeTo(OutputStream file) throws IOException {
        try (var wrapped = options.compression().wrap(file)) {
            var out = new ChecksummedOutput(wrapped);
            out.writeInt(FileHeader.SNAPSHOT.magic());
            out.writeInt(FileHeader.SNAPSHOT.version());
            out.writeLong(FileHeader.SNAPSHOT.databaseId());
            writeBody(out);
            writeSeal(out);
            writeOptionalParts(out);
            out.flush();
        }
    }

    private void writeBody(ChecksummedOutput out) throws IOException {
        writeSessions(out);
        writeAclLists(out);
        source.forEach((path, znode) -> writeZnode(out, path, znode));
        out.writeString(SnapshotReader.END);
    }

    private void writeSessions(ChecksummedOutput out) throws IOException {
        var sessions = new TreeMap<>(source.sessions());
        out.writeInt(sessions.size());
        for (var session : sessions.entrySet()) {
            out.writeLong(session.getKey());
            out.writeInt(session.getValue());
        }
    }

    private void writeAclLists(ChecksummedOutput out) throws IOException {
        keys.put(Acl.OPEN_UNSAFE, SnapshotReader.OPEN_ACL_KEY);
        var lists = new ArrayList<List<Acl>>();
        for (List<Acl> acls : source.acls()) {
            if (keys.putIfAbsent(acls, lists.size() + 1L) == null) {
                lists.add(acls);
            }
        }
        if (keys.putIfAbsent(UNKNOWN_YET, lists.size() + 1L) == null) {
            lists.add(UNKNOWN_YET);
        }
        out.writeInt(lists.size());
        for (int i = 0; i < lists.size(); i++) {
            out.writeLong(i + 1L);
            out.writeInt(lists.get(i).size());
            for (Acl acl : lists.get(i)) {
                out.writeInt(acl.perms());
                out.writeString(acl.scheme());
                out.writeString(acl.id());
            }
        }
    }

    private void writeZnode(ChecksummedOutput out, String path, Znode znode) throws IOException {
        if (abandoned.getAsBoolean()) {
            throw new StorageException("the snapshot is not finished, as the data directory is being closed");
        }
        out.writeString(path.equals("/") ? ROOT_IN_FILE : path);
        out.writeBytes(znode.data());
        out.writeLong(keyOf(znode.acls()));
        out.writeLong(znode.czxid());
        out.writeLong(znode.mzxid());
        out.writeLong(znode.ctime());
        out.writeLong(znode.mtime());
        out.writeInt(znode.version());
        out.writeInt(znode.createCount());
        out.writeInt(znode.aversion());
        out.writeLong(znode.ephemeralOwner());
        out.writeLong(znode.pzxid());
    }

    /** Lists are interned by the tree, so the cheap comparison nearly always finds the key. */
    private long keyOf(List<Acl> acls) {
        return keysByIdentity.computeIfAbsent(acls, list -> {
            var key = keys.get(list);
            return key == null ? keys.getOrDefault(UNKNOWN_YET, SnapshotReader.OPEN_ACL_KEY) : key;
        });
    }

    private void writeOptionalParts(ChecksummedOutput out) throws IOException {
        var digest = options.snapshotDigest() ? source.digest() : null;
        if (digest != null) {
            out.writeLong(digest.zxid());
            out.writeInt(digest.digest().version());
            out.writeLong(digest.digest().value());
            writeSeal(out);
        }
        if (options.snapshotLastZxid()) {
            out.writeLong(source.lastProcessedZxid());
            writeSeal(out);
        }
    }

    private static void writeSeal(ChecksummedOutput out) throws IOException {
        out.writeLong(out.checksum());
        out.writeString(SnapshotReader.END);
    }
}
