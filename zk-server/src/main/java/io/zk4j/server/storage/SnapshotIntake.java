/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Takes in the snapshot that a leader sends, as the bytes come, into a file that a server can load.
 *
 * <p>The stream has no length in front: where it ends is known by reading what is in it. No more of it is in memory than one
 * znode. What has been taken in counts only once it is {@linkplain DataDirectory#install installed}. Owned by one thread at
 * a time.
 */
public final class SnapshotIntake implements Closeable {
    /** What stands behind the last znode of the stream. */
    static final String SIGNATURE = "BenWasHere";

    private static final int NONE_YET = -1;
    private static final int SESSION_BYTES = Long.BYTES + Integer.BYTES;
    private static final int ACL_HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final int ZNODE_FIXED_BYTES = Long.BYTES + 6 * Long.BYTES + 3 * Integer.BYTES;

    /** What is expected next in the stream. */
    private enum Part {
        SESSION_COUNT,
        SESSION,
        ACL_COUNT,
        ACL_HEAD,
        ACL_ENTRY,
        ZNODE,
        SIGNATURE,
        NOTHING
    }

    private final Path file;
    private final long zxid;
    private final int itemBytesMax;
    private final FileChannel channel;
    private final ChecksummedOutput out;
    private Part part = Part.SESSION_COUNT;
    private int left; // of sessions or ACL lists
    private int entriesLeft; // of the current ACL list
    private long offset;

    private SnapshotIntake(Path file, long zxid, int itemBytesMax, FileChannel channel) {
        this.file = file;
        this.zxid = zxid;
        this.itemBytesMax = itemBytesMax;
        this.channel = channel;
        this.out = new ChecksummedOutput(new BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    static SnapshotIntake into(Path directory, long zxid, int itemBytesMax) throws IOException {
        var name = DataFile.snapshotName(zxid, SnapshotCompression.NONE);
        // With the rights that all other files have, which a temporary file of the system's making would not have.
        var file = directory.resolve(name + ".received-" + UUID.randomUUID() + DurableFiles.TEMPORARY_SUFFIX);
        var intake = new SnapshotIntake(
                file,
                zxid,
                itemBytesMax,
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        intake.out.writeInt(FileHeader.SNAPSHOT.magic());
        intake.out.writeInt(FileHeader.SNAPSHOT.version());
        intake.out.writeLong(FileHeader.SNAPSHOT.databaseId());
        return intake;
    }

    Path file() {
        return file;
    }

    /** The last transaction that the snapshot contains for certain. */
    public long zxid() {
        return zxid;
    }

    /**
     * Takes from {@code in} what can be taken.
     *
     * @return whether that was the end of the stream; what {@code in} still holds then does not belong to it
     * @throws CorruptFileException if the bytes are no snapshot
     */
    public boolean take(ByteBuf in) throws IOException {
        for (int bytes = nextBytes(in); bytes >= 0 && part != Part.NOTHING; bytes = nextBytes(in)) {
            var item = new byte[bytes];
            in.readBytes(item);
            takeItem(item);
            offset += bytes;
        }
        return part == Part.NOTHING;
    }

    private void takeItem(byte[] item) throws IOException {
        if (part == Part.SIGNATURE) {
            if (!new String(item, Integer.BYTES, item.length - Integer.BYTES, UTF_8).equals(SIGNATURE)) {
                throw malformed("the signature behind it is wrong");
            }
            part = Part.NOTHING;
            return;
        }
        out.writeRaw(item, item.length);
        switch (part) {
            case SESSION_COUNT -> begin(count(item, 0), Part.SESSION, Part.ACL_COUNT);
            case SESSION -> begin(left - 1, Part.SESSION, Part.ACL_COUNT);
            case ACL_COUNT -> begin(count(item, 0), Part.ACL_HEAD, Part.ZNODE);
            case ACL_HEAD -> {
                entriesLeft = count(item, Long.BYTES);
                endOfAclListIfEmpty();
            }
            case ACL_ENTRY -> {
                entriesLeft--;
                endOfAclListIfEmpty();
            }
            default -> part = isEnd(item) ? Part.SIGNATURE : Part.ZNODE;
        }
    }

    private void begin(int count, Part some, Part none) {
        left = count;
        part = count > 0 ? some : none;
    }

    private void endOfAclListIfEmpty() {
        if (entriesLeft > 0) {
            part = Part.ACL_ENTRY;
        } else {
            begin(left - 1, Part.ACL_HEAD, Part.ZNODE);
        }
    }

    private static boolean isEnd(byte[] item) {
        return item.length == Integer.BYTES + SnapshotReader.END.length();
    }

    private int count(byte[] item, int at) throws CorruptFileException {
        int count = 0;
        for (int i = at; i < at + Integer.BYTES; i++) {
            count = (count << Byte.SIZE) | (item[i] & 0xff);
        }
        if (count < 0) {
            throw malformed("a count of " + count);
        }
        return count;
    }

    /** How long the next item is; {@link #NONE_YET} if not all of it is there. */
    private int nextBytes(ByteBuf in) throws CorruptFileException {
        long bytes = switch (part) {
            case SESSION_COUNT, ACL_COUNT -> Integer.BYTES;
            case SESSION -> SESSION_BYTES;
            case ACL_HEAD -> ACL_HEAD_BYTES;
            case ACL_ENTRY -> field(in, field(in, Integer.BYTES));
            case ZNODE -> znode(in);
            case SIGNATURE -> Integer.BYTES + SIGNATURE.length();
            case NOTHING -> 0;
        };
        if (bytes > itemBytesMax) {
            throw malformed("an item of " + bytes + " bytes, which is more than " + itemBytesMax
                    + "; a larger jute.maxbuffer would allow it");
        }
        return bytes < 0 || bytes > in.readableBytes() ? NONE_YET : (int) bytes;
    }

    private long znode(ByteBuf in) throws CorruptFileException {
        long path = field(in, 0);
        boolean isEnd = path == Integer.BYTES + SnapshotReader.END.length()
                && in.getByte(in.readerIndex() + Integer.BYTES) == SnapshotReader.END.charAt(0);
        if (isEnd || path < 0) {
            return path;
        }
        long data = field(in, path);
        return data < 0 ? NONE_YET : data + ZNODE_FIXED_BYTES;
    }

    /** Where a field with a length in front ends; {@link #NONE_YET} if not all of it is there. */
    private long field(ByteBuf in, long at) throws CorruptFileException {
        if (at < 0 || in.readableBytes() < at + Integer.BYTES) {
            return NONE_YET;
        }
        int length = in.getInt(in.readerIndex() + (int) at);
        if (length > itemBytesMax || length < -1) {
            throw malformed("a field of " + length + " bytes; the limit is " + itemBytesMax
                    + ", and a larger jute.maxbuffer would raise it");
        }
        long end = at + Integer.BYTES + Math.max(0, length);
        return in.readableBytes() < end ? NONE_YET : end;
    }

    private CorruptFileException malformed(String what) {
        return new CorruptFileException(
                file,
                offset,
                "the leader's snapshot has " + what,
                "Look for the cause in the leader's log; this server tries again");
    }

    /** The whole stream is here: it is completed as a file and brought to the disk. */
    public void finish() throws IOException {
        out.writeLong(out.checksum());
        out.writeString(SnapshotReader.END);
        out.flush();
        channel.force(true);
        channel.close();
    }

    /** Gives up what has been taken in, if it has not been installed. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public String toString() {
        return "a snapshot of 0x" + Long.toHexString(zxid) + ", " + offset + " bytes so far";
    }
}
