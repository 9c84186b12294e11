/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** An open file of a {@link FolderDisk}: the machine's, once the disk has had its say. */
final class FolderChannel extends FileChannel {
    private final TestDisk disk;
    private final String name;
    private final FileChannel real;

    FolderChannel(TestDisk disk, String name, FileChannel real) {
        this.disk = disk;
        this.name = name;
        this.real = real;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        beforeWrite(real.position(), src.remaining());
        return real.write(src);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += srcs[i].remaining();
        }
        beforeWrite(real.position(), bytes);
        return real.write(srcs, offset, length);
    }

    @Override
    public int write(ByteBuffer src, long to) throws IOException {
        beforeWrite(to, src.remaining());
        return real.write(src, to);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) throws IOException {
        beforeWrite(to, count);
        return real.transferFrom(source, to, count);
    }

    /** Room that the file has already is not asked for again. */
    private void beforeWrite(long position, long bytes) throws IOException {
        disk.beforeWrite(name, Math.max(0, position + bytes - real.size()));
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.beforeSync(name);
        real.force(metaData);
    }

    // ---- as the machine does it

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return real.read(dst);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        return real.read(dsts, offset, length);
    }

    @Override
    public int read(ByteBuffer dst, long from) throws IOException {
        return real.read(dst, from);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        real.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        real.truncate(size);
        return this;
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(from, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long length) {
        throw new UnsupportedOperationException("files of a test are not mapped");
    }

    @Override
    public FileLock lock(long from, long length, boolean shared) throws IOException {
        return new Lock(real.lock(from, length, shared));
    }

    @Override
    public @Nullable FileLock tryLock(long from, long length, boolean shared) throws IOException {
        var lock = real.tryLock(from, length, shared);
        return lock == null ? null : new Lock(lock);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        disk.closed(this);
        real.close();
    }

    @Override
    public String toString() {
        return name;
    }

    /** A lock of the machine, held by way of this channel. */
    private final class Lock extends FileLock {
        private final FileLock held;

        Lock(FileLock held) {
            super(FolderChannel.this, held.position(), held.size(), held.isShared());
            this.held = held;
        }

        @Override
        public boolean isValid() {
            return held.isValid();
        }

        @Override
        public void release() throws IOException {
            held.release();
        }
    }
}
