/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.zk4j.server.guard.ConnectionGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The listening socket for clients and the event loops of its connections. */
public final class ClientPort {
    /** Above this much that a client has not taken, nothing more is read from it; below the lower one it goes on. */
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(256 << 10, 1 << 20);

    /** Enough for thousands of clients that come back at once; the system cuts it down to what it allows. */
    private static final int DEFAULT_BACKLOG = 4_096;

    private static final long SHUTDOWN_MILLIS_MAX = 5_000;

    private final FrontEnd frontEnd;
    private final EventLoopGroup loops;
    private final Channel listening;

    private ClientPort(FrontEnd frontEnd, EventLoopGroup loops, Channel listening) {
        this.frontEnd = frontEnd;
        this.loops = loops;
        this.listening = listening;
    }

    /**
     * Begins to listen.
     *
     * @param backlog -1 = the system's choice
     * @param guard is shown each connection
     * @throws IOException if the address cannot be had
     */
    public static ClientPort open(
            FrontEnd frontEnd, InetSocketAddress address, int backlog, boolean keepAlive, ConnectionGuard guard)
            throws IOException {
        var loops = new MultiThreadIoEventLoopGroup(
                loopCount(), new DefaultThreadFactory("zk4j-client"), NioIoHandler.newFactory());
        var shares = new ConcurrentHashMap<EventLoop, LoopShare>();
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, backlog < 0 ? DEFAULT_BACKLOG : backlog)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, keepAlive)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var remote = channel.remoteAddress();
                        if (remote == null) {
                            var unused = channel.close(); // gone before it was looked at
                            return;
                        }
                        guard.opened(channel, ConnectionGuard.Kind.CLIENT, ConnectionGuard.UNKNOWN);
                        var share = shares.computeIfAbsent(channel.eventLoop(), loop -> LoopShare.of(frontEnd.stats()));
                        channel.config().setRecvByteBufAllocator(share.readSizes());
                        channel.pipeline().addLast(new ClientHandler(frontEnd, share.unreported(), channel, remote));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var unused = loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            var cause = bound.cause();
            throw cause instanceof IOException io ? io : new IOException(cause);
        }
        return new ClientPort(frontEnd, loops, bound.channel());
    }

    /** The loops share the processors with the core and the log thread, and decoding is cheap. */
    private static int loopCount() {
        return 1 + Runtime.getRuntime().availableProcessors() / 2;
    }

    /** Where it really listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** Takes no more connections. */
    public void stopListening() {
        listening.close().awaitUninterruptibly(SHUTDOWN_MILLIS_MAX);
    }

    /** Closes every connection and ends the event loops. */
    public void close() {
        stopListening();
        frontEnd.connections().closeAll();
        loops.shutdownGracefully(0, SHUTDOWN_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(SHUTDOWN_MILLIS_MAX);
    }
}
