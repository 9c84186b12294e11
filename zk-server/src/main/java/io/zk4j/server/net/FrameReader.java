/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a connection receives into frames.
 *
 * <p>Frames are taken one at a time, so that a connection can stop in the middle of what has arrived; meanwhile it holds
 * one socket read more than an incomplete frame, never more. Owned by the connection's event loop.
 */
final class FrameReader {
    /** A frame beyond this is not skipped but ends the connection: nobody sends it by mistake. */
    static final int SKIPPED_BYTES_MAX = 64 << 20;

    private static final int LENGTH_BYTES = 4;
    /** A request header: xid and type. */
    static final int HEADER_BYTES = 8;

    private final int frameBytesMax;
    private @Nullable ByteBuf received;
    private int toSkip;

    FrameReader(int frameBytesMax) {
        this.frameBytesMax = frameBytesMax;
    }

    /** Takes over {@code in}. */
    void add(ByteBufAllocator allocator, ByteBuf in) {
        received = received == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, received, in);
        if (toSkip > 0) {
            skip();
        }
    }

    /** What has arrived and was not taken yet, to look at without moving it; null if that is nothing. */
    @Nullable
    ByteBuf peek() {
        return received == null || !received.isReadable() ? null : received;
    }

    /**
     * The next frame without its length, valid until the next call here; null if it has not arrived yet.
     *
     * <p>Of a frame over the limit only the header is there, and {@link Frame#isCut} says so: the rest is skipped as it
     * arrives.
     */
    @Nullable
    Frame next() throws BadFrameException {
        if (received == null || toSkip > 0 || received.readableBytes() < LENGTH_BYTES) {
            return null;
        }
        int length = received.getInt(received.readerIndex());
        if (length < 0 || length > Math.max(frameBytesMax, SKIPPED_BYTES_MAX)) {
            throw new BadFrameException("a frame length of " + length + " (jute.maxbuffer is " + frameBytesMax + ")");
        }
        boolean cut = length > frameBytesMax;
        int wanted = cut ? Math.min(length, HEADER_BYTES) : length;
        if (received.readableBytes() < LENGTH_BYTES + wanted) {
            return null;
        }
        received.skipBytes(LENGTH_BYTES);
        var bytes = received.readSlice(wanted);
        if (cut) {
            toSkip = length - wanted;
            skip();
        }
        return new Frame(bytes, length, cut);
    }

    /** Gives back the memory of what has been taken. The last frame is not valid any more. */
    void trim() {
        if (received != null && !received.isReadable()) {
            received.release();
            received = null;
        }
    }

    void release() {
        if (received != null) {
            received.release();
            received = null;
        }
    }

    private void skip() {
        if (received != null) {
            int skipped = Math.min(toSkip, received.readableBytes());
            received.skipBytes(skipped);
            toSkip -= skipped;
        }
    }

    /**
     * A frame.
     *
     * @param length what it announced
     * @param isCut whether it was too long, so that only its header is in {@code bytes}
     */
    record Frame(ByteBuf bytes, int length, boolean isCut) {}

    /** The connection cannot be understood any more. */
    static final class BadFrameException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String found;

        BadFrameException(String found) {
            super(found);
            this.found = found;
        }

        String found() {
            return found;
        }
    }
}
