/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Frames: a length of four bytes, then as many bytes. */
public final class Frames {
    /** Bytes of the length in front of a frame. */
    public static final int PREFIX_BYTES = Integer.BYTES;

    private Frames() {}

    /**
     * Writes one frame. If the body cannot be written, the buffer is left as it was.
     *
     * @param out where to write to
     * @param body writes what the frame holds
     */
    public static void write(ByteBuf out, Consumer<WireWriter> body) {
        int start = out.writerIndex();
        boolean written = false;
        try {
            var writer = begin(out);
            body.accept(writer);
            end(out, start);
            written = true;
        } finally {
            if (!written) {
                out.writerIndex(start);
            }
        }
    }

    private static WireWriter begin(ByteBuf out) {
        out.writeInt(0); // The length is only known when the body has been encoded.
        return new WireWriter(out);
    }

    private static void end(ByteBuf out, int start) {
        out.setInt(start, out.writerIndex() - start - PREFIX_BYTES);
    }

    /**
     * Writes one frame with a request. Not by way of {@link #write}: clients do this all the time, and it leaves no garbage.
     *
     * @param out where to write to
     * @param xid the number that the reply will repeat
     * @param request the request
     */
    public static void writeRequest(ByteBuf out, int xid, Request request) {
        int start = out.writerIndex();
        boolean written = false;
        try {
            var writer = begin(out);
            new RequestHeader(xid, request.headerType()).encode(writer);
            request.encode(writer);
            end(out, start);
            written = true;
        } finally {
            if (!written) {
                out.writerIndex(start);
            }
        }
    }

    /**
     * How long the frame of a request is, as limits count it: without its length prefix.
     *
     * @param request the request
     * @return the number of bytes
     */
    public static int bytesOf(Request request) {
        ByteBuf frame = Unpooled.buffer();
        try {
            writeRequest(frame, 0, request);
            return frame.readableBytes() - PREFIX_BYTES;
        } finally {
            frame.release();
        }
    }

    /**
     * Writes one frame with a reply.
     *
     * @param out where to write to
     * @param header the header
     * @param response what follows the header; null for none, as behind an error (only a {@link SaslResponse} may follow one)
     */
    public static void writeReply(ByteBuf out, ReplyHeader header, @Nullable Response response) {
        write(out, writer -> {
            header.encode(writer);
            if (response != null) {
                response.encode(writer);
            }
        });
    }

    /**
     * Writes one frame with a watch event.
     *
     * @param out where to write to
     * @param zxid the transaction that caused the event, or -1 if it catches up on behalf of {@code setWatches}
     * @param event the event
     */
    public static void writeNotification(ByteBuf out, long zxid, WatcherEvent event) {
        write(out, writer -> {
            new ReplyHeader(Xid.NOTIFICATION, zxid, ErrorCode.OK.code()).encode(writer);
            event.encode(writer);
        });
    }

    /**
     * Takes the next whole frame off the buffer.
     *
     * @param in where to read from, at what is to be read next
     * @param limits what the peer may send
     * @return what is behind the length, as a slice that shares (and does not retain) the buffer; null if the frame is not yet
     *     complete, the buffer untouched
     * @throws MalformedFrameException if the length is illegal: the rest of the stream cannot be understood
     */
    public static @Nullable ByteBuf next(ByteBuf in, FrameLimits limits) {
        if (in.readableBytes() < PREFIX_BYTES) {
            return null;
        }
        int length = in.getInt(in.readerIndex());
        checkLength(length, limits);
        if (in.readableBytes() - PREFIX_BYTES < length) {
            return null;
        }
        in.skipBytes(PREFIX_BYTES);
        return in.readSlice(length);
    }

    /**
     * Checks a length prefix.
     *
     * @param length what the prefix says, in bytes
     * @param limits what the peer may send
     * @throws MalformedFrameException if no frame may have this length
     */
    public static void checkLength(int length, FrameLimits limits) {
        if (length < 0 || length > limits.frameBytesMax()) {
            throw new MalformedFrameException("a frame length of " + length, "0 to " + limits.frameBytesMax(), 0);
        }
    }
}
