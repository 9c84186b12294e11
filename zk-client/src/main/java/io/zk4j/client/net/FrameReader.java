/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.zk4j.protocol.Frames;
import java.util.List;

/**
 * Cuts what a server sends into frames and hands each on as it stands in the receive buffer.
 *
 * <p>A frame beyond the limit is not an error of the connection: its first bytes, which say whose reply it is, are handed on, the
 * rest is skipped as it comes, without being kept.
 */
final class FrameReader extends ByteToMessageDecoder {
    /** The bytes of a reply header. */
    static final int HEADER_BYTES = 16;

    /** Where the frames go; called on the event loop. */
    interface Sink {
        /** A batch of bytes has been dealt with. */
        void readComplete();

        /** A frame: so many bytes of the buffer from its reader index on, valid during the call. */
        void frame(ByteBuf buffer, int bytes);

        /** A frame beyond the limit of which only the first bytes are here. */
        void oversizedFrame(ByteBuf start, int frameBytes);

        /** The stream makes no sense from here on. */
        void brokenStream(String why);
    }

    private final int frameBytesMax;
    private final Sink sink;
    private int skip;

    FrameReader(int frameBytesMax, Sink sink) {
        this.frameBytesMax = Math.max(frameBytesMax, HEADER_BYTES);
        this.sink = sink;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!ctx.channel().isOpen()) {
            in.skipBytes(in.readableBytes()); // Closed on behalf of a frame before.
        } else if (skip > 0) {
            int bytes = Math.min(skip, in.readableBytes());
            in.skipBytes(bytes);
            skip -= bytes;
        } else if (in.readableBytes() >= Frames.PREFIX_BYTES) {
            nextFrame(in);
        }
    }

    private void nextFrame(ByteBuf in) {
        int length = in.getInt(in.readerIndex());
        int available = in.readableBytes() - Frames.PREFIX_BYTES;
        if (length < 0) {
            in.skipBytes(in.readableBytes());
            sink.brokenStream("a frame length of " + length);
        } else if (length > frameBytesMax) {
            if (available >= HEADER_BYTES) {
                in.skipBytes(Frames.PREFIX_BYTES);
                skip = length;
                sink.oversizedFrame(in.slice(in.readerIndex(), HEADER_BYTES), length);
            }
        } else if (available >= length) {
            in.skipBytes(Frames.PREFIX_BYTES);
            int end = in.readerIndex() + length;
            sink.frame(in, length);
            in.readerIndex(end); // Whatever has been read of it.
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        super.channelReadComplete(ctx);
        sink.readComplete();
    }
}
