/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** An open file of a {@link MemoryDisk}, or a directory of it, which can be synced and nothing else. Position guarded by itself. */
final class MemoryChannel extends FileChannel {
    private static final int TRANSFER_BYTES_MAX = 1 << 16;

    private final TestDisk disk;
    private final String name;
    private final @Nullable MemoryFile file; // null for a directory
    private final boolean readable;
    private final boolean writable;
    private long position;

    MemoryChannel(TestDisk disk, String name, @Nullable MemoryFile file, boolean readable, boolean writable) {
        this.disk = disk;
        this.name = name;
        this.file = file;
        this.readable = readable;
        this.writable = writable;
    }

    @Override
    public synchronized int read(ByteBuffer dst) throws IOException {
        int length = read(dst, position);
        position += Math.max(0, length);
        return length;
    }

    @Override
    public synchronized long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            int piece = dsts[i].hasRemaining() ? read(dsts[i]) : 0;
            if (piece < 0) {
                return total == 0 ? -1 : total;
            }
            total += piece;
        }
        return total;
    }

    @Override
    public int read(ByteBuffer dst, long from) throws IOException {
        if (!readable) {
            throw new NonReadableChannelException();
        }
        return file().read(dst, from);
    }

    @Override
    public synchronized int write(ByteBuffer src) throws IOException {
        int length = write(src, position);
        position += length;
        return length;
    }

    @Override
    public synchronized long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            total += write(srcs[i]);
        }
        return total;
    }

    @Override
    public int write(ByteBuffer src, long to) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        var target = file();
        disk.beforeWrite(name, target.newBytes(to, src.remaining()));
        return target.write(src, to);
    }

    @Override
    public synchronized long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized FileChannel position(long newPosition) throws IOException {
        requireOpen();
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return file().size();
    }

    @Override
    public synchronized FileChannel truncate(long size) throws IOException {
        if (!writable) {
            throw new NonWritableChannelException();
        }
        disk.beforeWrite(name, 0);
        file().truncate(size);
        position = Math.min(position, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        requireOpen();
        disk.beforeSync(name);
        if (file != null) {
            file.sync();
        }
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(count, TRANSFER_BYTES_MAX));
        int length = read(buffer, from);
        return length <= 0 ? 0 : target.write(buffer.flip());
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(count, TRANSFER_BYTES_MAX));
        int length = source.read(buffer);
        return length <= 0 ? 0 : write(buffer.flip(), to);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long length) {
        throw new UnsupportedOperationException("files in memory are not mapped");
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) throws IOException {
        return tryLock(from, length, shared);
    }

    /** Always granted: a disk belongs to one server, which takes care of itself within one process. */
    @Override
    public FileLock tryLock(long from, long length, boolean shared) throws IOException {
        requireOpen();
        return new FileLock(this, from, length, shared) {
            @Override
            public boolean isValid() {
                return MemoryChannel.this.isOpen();
            }

            @Override
            public void release() {
                // Nobody else waits for it.
            }
        };
    }

    @Override
    protected void implCloseChannel() {
        disk.closed(this);
    }

    private MemoryFile file() throws IOException {
        requireOpen();
        if (file == null) {
            throw new IOException(name + " is a directory");
        }
        return file;
    }

    private void requireOpen() throws ClosedChannelException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
