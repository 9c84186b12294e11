/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.zk4j.client.session.HostPort;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.WireWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one server, from looking its name up to the end of the socket. Confined to its event loop.
 *
 * <p>The name is looked up anew for each connection, since servers move, and all of its addresses are tried in turn. Once closed by
 * its owner it tells nothing more.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What goes wrong on a channel is told through its pipeline.
final class Connection implements FrameReader.Sink {
    /** What is written is handed to the socket in buffers of about this size. */
    private static final int WRITE_BUFFER_BYTES = 64 * 1024;

    /** Who uses the connection; called on the event loop. */
    interface Owner {
        void connectionUp(Connection connection);

        void connectionDown(Connection connection, String why);

        void frame(ByteBuf body);

        void oversizedFrame(ByteBuf start, int frameBytes);

        /** A batch of frames has been handed on. */
        void readComplete();
    }

    private final EventLoop loop;
    private final HostPort server;
    private final int frameBytesMax;
    private final Owner owner;
    private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
    private long deadlineNanos;
    private @Nullable Channel channel;
    private @Nullable ByteBuf out;
    private boolean closed;
    private @Nullable String failure;

    Connection(EventLoop loop, HostPort server, int frameBytesMax, Owner owner) {
        this.loop = loop;
        this.server = server;
        this.frameBytesMax = frameBytesMax;
        this.owner = owner;
    }

    /** Connects within the time; the owner hears of success or failure. */
    void open(AddressLookup lookup, Executor resolver, long timeoutMillis) {
        deadlineNanos = System.nanoTime() + timeoutMillis * 1_000_000;
        try {
            resolver.execute(() -> {
                try {
                    List<InetSocketAddress> found = List.copyOf(lookup.addressesOf(server));
                    loop.execute(() -> resolved(found));
                } catch (UnknownHostException unknown) {
                    loop.execute(() -> down("host " + server.host() + " is unknown"));
                } catch (IOException | RuntimeException e) {
                    loop.execute(() -> down("no address: " + e.getMessage()));
                }
            });
        } catch (RejectedExecutionException overloaded) {
            // Not told at once, since the owner is in the midst of asking.
            loop.execute(() -> down("too many host names are being looked up"));
        }
    }

    private void resolved(List<InetSocketAddress> found) {
        addresses.addAll(found);
        connectNext();
    }

    private void connectNext() {
        InetSocketAddress address = addresses.poll();
        if (closed || address == null) {
            down(failure == null ? "no address" : failure);
            return;
        }
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000 / (addresses.size() + 1);
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.max(1, millis))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        socket.pipeline().addLast(new FrameReader(frameBytesMax, Connection.this), new Ending());
                    }
                });
        ChannelFuture connecting = bootstrap.connect(address);
        channel = connecting.channel();
        connecting.addListener(ignored -> connected(connecting));
    }

    private void connected(ChannelFuture connecting) {
        if (closed) {
            connecting.channel().close();
        } else if (connecting.isSuccess()) {
            owner.connectionUp(this);
        } else {
            Throwable cause = connecting.cause();
            failure = cause == null ? "no reason given" : String.valueOf(cause.getMessage());
            connectNext();
        }
    }

    private void down(String why) {
        if (!closed) {
            close();
            owner.connectionDown(this, why);
        }
    }

    /** Appends a frame to what the next {@link #flush} sends. */
    void write(Consumer<WireWriter> body) {
        Frames.write(buffer(), body);
        handOverIfFull();
    }

    /**
     * Appends a request to what the next {@link #flush} sends.
     *
     * @return the bytes of the frame; if they are beyond the limit, nothing was appended
     */
    int write(int xid, Request request) {
        ByteBuf buffer = buffer();
        int start = buffer.writerIndex();
        Frames.writeRequest(buffer, xid, request);
        int bytes = buffer.writerIndex() - start - Frames.PREFIX_BYTES;
        if (bytes > frameBytesMax) {
            buffer.writerIndex(start);
        }
        handOverIfFull();
        return bytes;
    }

    private ByteBuf buffer() {
        if (out == null) {
            out = requireNonNull(channel, "written before it was up").alloc().ioBuffer();
        }
        return out;
    }

    private void handOverIfFull() {
        if (out != null && channel != null && out.readableBytes() >= WRITE_BUFFER_BYTES) {
            channel.write(out, channel.voidPromise());
            out = null;
        }
    }

    /** Sends what has been written. */
    void flush() {
        if (channel == null) {
            return;
        }
        if (out != null && out.isReadable()) {
            channel.writeAndFlush(out, channel.voidPromise());
            out = null;
        } else {
            channel.flush();
        }
    }

    /** Closes the connection after sending what has been written. Nothing more is told. */
    void close() {
        closed = true;
        addresses.clear();
        flush();
        if (out != null) {
            out.release();
            out = null;
        }
        if (channel != null) {
            channel.close();
        }
    }

    /** Done when the socket is gone. */
    @Nullable
    ChannelFuture closeFuture() {
        return channel == null ? null : channel.closeFuture();
    }

    @Override
    public void frame(ByteBuf body) {
        if (!closed) {
            owner.frame(body);
        }
    }

    @Override
    public void oversizedFrame(ByteBuf start, int frameBytes) {
        if (!closed) {
            owner.oversizedFrame(start, frameBytes);
        }
    }

    @Override
    public void brokenStream(String why) {
        down(why);
    }

    @Override
    public void readComplete() {
        if (!closed) {
            owner.readComplete();
        }
    }

    @Override
    public String toString() {
        return server.toString();
    }

    /** Hears of the end of the socket. */
    private final class Ending extends ChannelInboundHandlerAdapter {
        private String why = "closed by the server";

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            why = String.valueOf(cause.getMessage());
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            down(why);
        }
    }
}
