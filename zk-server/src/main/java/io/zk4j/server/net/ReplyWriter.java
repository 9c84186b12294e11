/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireWriter;
import io.zk4j.protocol.Xid;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what a connection is told, frame after frame into one buffer, and flushes when it is told to.
 *
 * <p>Once told to close it swallows everything. Owned by the connection's event loop.
 */
final class ReplyWriter {
    private static final int BUFFER_BYTES_MIN = 512;
    /** A buffer this full is handed to the channel, so that the channel notices in time that it cannot keep up. */
    private static final int BUFFER_BYTES_MAX = 128 << 10;

    private static final int LENGTH_BYTES = 4;
    /** How long a client that does not read may keep us from closing. */
    private static final long CLOSE_MILLIS_MAX = 5_000;

    private final Channel channel;
    private @Nullable ByteBuf buffer;
    private @Nullable WireWriter wire;
    /** What the last buffer came to: the next one is made for as much, since growing it would copy it. */
    private int expectedBytes;

    private boolean unflushed;
    private boolean closed;

    ReplyWriter(Channel channel) {
        this.channel = channel;
    }

    /** False while the client does not read what it has been sent; then nothing should be added. */
    boolean canTakeMore() {
        return channel.isWritable();
    }

    /** Returns the bytes of the answer, without the frame's length; 0 if it was swallowed. */
    int reply(int xid, long zxid, int err, @Nullable Response body) {
        if (closed) {
            return 0;
        }
        var out = begin();
        int start = start(out);
        header(xid, zxid, err);
        if (body != null) {
            body.encode(wire());
        }
        return finish(out, start);
    }

    /** Returns the bytes of the event, without the frame's length; 0 if it was swallowed. */
    int event(long zxid, WatcherEvent event) {
        if (closed) {
            return 0;
        }
        var out = begin();
        int start = start(out);
        header(Xid.NOTIFICATION, zxid, 0);
        event.encode(wire());
        return finish(out, start);
    }

    /** Returns the bytes of the answer, without the frame's length; 0 if it was swallowed. */
    int welcome(ConnectResponse response) {
        if (closed) {
            return 0;
        }
        var out = begin();
        int start = start(out);
        response.encode(wire());
        return finish(out, start);
    }

    void flush() {
        handOver();
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Text as it is, without a frame. */
    void text(String text) {
        begin().writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what there is and closes behind it; at the latest after {@value #CLOSE_MILLIS_MAX} ms. */
    void flushAndClose() {
        closed = true;
        if (buffer == null && !unflushed) {
            var unused = channel.close();
            return;
        }
        var last = buffer == null ? Unpooled.EMPTY_BUFFER : buffer;
        forget();
        var written = channel.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        if (!written.isDone()) {
            var timer = channel.eventLoop().schedule(this::closeNow, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> timer.cancel(false));
        }
    }

    private void closeNow() {
        var unused = channel.close();
    }

    void release() {
        closed = true;
        if (buffer != null) {
            buffer.release();
        }
        forget();
    }

    private void header(int xid, long zxid, int err) {
        var out = wire();
        out.writeInt(xid);
        out.writeLong(zxid);
        out.writeInt(err);
    }

    private ByteBuf begin() {
        if (buffer == null) {
            buffer = channel.alloc().ioBuffer(Math.max(BUFFER_BYTES_MIN, Math.min(expectedBytes, BUFFER_BYTES_MAX)));
            wire = new WireWriter(buffer);
        }
        return buffer;
    }

    private WireWriter wire() {
        if (wire == null) {
            throw new IllegalStateException("no frame has been begun");
        }
        return wire;
    }

    private static int start(ByteBuf out) {
        int start = out.writerIndex();
        out.writeInt(0); // the length, once it is known
        return start;
    }

    private int finish(ByteBuf out, int start) {
        int length = out.writerIndex() - start - LENGTH_BYTES;
        out.setInt(start, length);
        if (out.readableBytes() >= BUFFER_BYTES_MAX) {
            handOver();
        }
        return length;
    }

    private void handOver() {
        if (buffer != null) {
            var full = buffer;
            expectedBytes = full.readableBytes();
            forget();
            var unused = channel.write(full, channel.voidPromise());
            unflushed = true;
        }
    }

    private void forget() {
        buffer = null;
        wire = null;
    }
}
