/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import io.zk4j.protocol.Acl;
import io.zk4j.server.tree.Znode;
import io.zk4j.server.txn.TreeDigest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a snapshot file, whichever way it is compressed and whichever of the optional parts it has. */
public final class SnapshotReader {
    /** Stands for the list {@link Acl#OPEN_UNSAFE}, which needs no entry. */
    static final long OPEN_ACL_KEY = -1;

    /** What each sealed part, and the znodes, end with. */
    static final String END = "/";

    private static final int SEAL_BYTES = Long.BYTES + Integer.BYTES + END.length();
    private static final int LAST_ZXID_PART_BYTES = Long.BYTES + SEAL_BYTES;
    private static final int OPTIONAL_PARTS_BYTES_MAX = 128;
    private static final byte[] PLAIN_END = {0, 0, 0, 1, '/'};
    private static final byte[] GZ_BEGINNING = {0x1f, (byte) 0x8b};
    private static final byte[] SNAPPY_BEGINNING = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};

    private final ChecksummedInput in;
    private final SnapshotVisitor visitor;
    private final Map<Long, List<Acl>> aclLists = new HashMap<>();
    private int sessions;
    private long znodes;
    private @Nullable SnapshotDigest digest;
    private @Nullable Long lastProcessedZxid;

    private SnapshotReader(ChecksummedInput in, SnapshotVisitor visitor) {
        this.in = in;
        this.visitor = visitor;
        aclLists.put(OPEN_ACL_KEY, Acl.OPEN_UNSAFE);
    }

    /**
     * Reads a whole file and checks it. The visitor gets everything before the last checksum has been compared, so what it
     * got counts only once this method has returned.
     *
     * @param fieldBytesMax the longest string or buffer within
     * @throws CorruptFileException if anything in the file is not as it should be
     */
    public static SnapshotSummary read(DataFile file, int fieldBytesMax, SnapshotVisitor visitor) throws IOException {
        try (var content = open(file)) {
            var in = new ChecksummedInput(content, fieldBytesMax);
            try {
                return new SnapshotReader(in, visitor).read();
            } catch (IOException | IllegalArgumentException e) {
                throw corrupt(file, in.offset(), e);
            }
        }
    }

    private static InputStream open(DataFile file) throws IOException {
        var bytes = new BufferedInputStream(Files.newInputStream(file.path()));
        try {
            return file.compression().unwrap(bytes);
        } catch (IOException e) {
            bytes.close();
            throw corrupt(file, 0, e);
        }
    }

    private static CorruptFileException corrupt(DataFile file, long offset, Exception e) {
        var what = e.getMessage() == null ? e.toString() : e.getMessage();
        var where = file.compression() == SnapshotCompression.NONE ? "" : " (the offset is that of the content)";
        var corrupt = new CorruptFileException(file.path(), offset, what + where, WaysOut.OF_DAMAGED_SNAPSHOTS);
        corrupt.initCause(e);
        return corrupt;
    }

    /** Whether a file looks complete from its ends, without reading all of it. */
    public static boolean looksComplete(DataFile file) throws IOException {
        try (var channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            return switch (file.compression()) {
                case NONE ->
                    channel.size() >= 2L * PLAIN_END.length
                            && holds(channel, channel.size() - PLAIN_END.length, PLAIN_END);
                case GZ -> holds(channel, 0, GZ_BEGINNING);
                case SNAPPY -> holds(channel, 0, SNAPPY_BEGINNING);
            };
        }
    }

    private static boolean holds(FileChannel channel, long offset, byte[] expected) throws IOException {
        var bytes = ByteBuffer.allocate(expected.length);
        while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {
            // A read may bring less than asked for.
        }
        return bytes.flip().equals(ByteBuffer.wrap(expected));
    }

    private SnapshotSummary read() throws IOException {
        var defect = new FileHeader(in.readInt(), in.readInt(), in.readLong()).defect(FileHeader.SNAPSHOT);
        if (defect != null) {
            throw new IOException("the header is wrong: " + defect);
        }
        readSessions();
        readAclLists();
        readZnodes();
        checkSeal();
        readOptionalParts();
        return new SnapshotSummary(sessions, aclLists.size() - 1, znodes, digest, lastProcessedZxid);
    }

    private void readSessions() throws IOException {
        sessions = readCount("sessions");
        for (int i = 0; i < sessions; i++) {
            visitor.session(in.readLong(), in.readInt());
        }
    }

    private void readAclLists() throws IOException {
        int count = readCount("ACL lists");
        for (int i = 0; i < count; i++) {
            long key = in.readLong();
            int entries = readCount("ACL entries");
            var list = new ArrayList<Acl>();
            for (int j = 0; j < entries; j++) {
                list.add(new Acl(in.readInt(), in.readString(), in.readString()));
            }
            aclLists.put(key, List.copyOf(list));
        }
    }

    private void readZnodes() throws IOException {
        for (var path = in.readString(); !path.equals(END); path = in.readString()) {
            var treePath = path.isEmpty() ? "/" : path;
            visitor.znode(treePath, readZnode(treePath));
            znodes++;
        }
    }

    private Znode readZnode(String path) throws IOException {
        var data = in.readBytes();
        long aclKey = in.readLong();
        var acls = aclLists.get(aclKey);
        if (acls == null) {
            throw new IOException(
                    "the znode " + path + " has the ACL list number " + aclKey + ", which is not in the file");
        }
        return Znode.stored(
                path,
                data,
                acls,
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
    }

    /** The parts are not named: which are there shows in how much is left. */
    private void readOptionalParts() throws IOException {
        int left = in.remainingUpTo(OPTIONAL_PARTS_BYTES_MAX);
        if (left > LAST_ZXID_PART_BYTES) {
            digest = readDigest();
            checkSeal();
            left = in.remainingUpTo(OPTIONAL_PARTS_BYTES_MAX);
        }
        if (left > 0) {
            lastProcessedZxid = in.readLong();
            checkSeal();
        }
        if (in.remainingUpTo(OPTIONAL_PARTS_BYTES_MAX) > 0) {
            throw new IOException("there are bytes behind the last part");
        }
    }

    private SnapshotDigest readDigest() throws IOException {
        long zxid = in.readLong();
        int version = in.readInt();
        // The first version was written as hexadecimal text.
        long value = version < TreeDigest.CURRENT_VERSION ? Long.parseUnsignedLong(in.readString(), 16) : in.readLong();
        return new SnapshotDigest(zxid, new TreeDigest(version, value));
    }

    private void checkSeal() throws IOException {
        long computed = in.checksum();
        long stored = in.readLong();
        if (computed != stored) {
            throw new IOException("the checksum of what comes before is 0x" + Long.toHexString(computed) + " where 0x"
                    + Long.toHexString(stored) + " is stored");
        }
        if (!in.readString().equals(END)) {
            throw new IOException("a checksum is not followed by \"" + END + "\"");
        }
    }

    private int readCount(String what) throws IOException {
        int count = in.readInt();
        if (count < 0) {
            throw new IOException("a number of " + what + " of " + count);
        }
        return count;
    }
}
