/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.live;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One of thousands of clients that share a few event loops: a session, one request at a time.
 *
 * <p>Used by one test thread; what comes from the event loop comes as futures.
 */
final class StormClient {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final int CONNECT_MILLIS_MAX = 20_000;

    private final EventLoopGroup loops;
    private final int port;
    private final int timeoutMillis;
    private volatile ConnectResponse session = new ConnectResponse(0, 0, 0, Bytes.wrap(new byte[16]), false, false);
    private volatile Connection connection;

    StormClient(EventLoopGroup loops, int port, int timeoutMillis) {
        this.loops = loops;
        this.port = port;
        this.timeoutMillis = timeoutMillis;
    }

    /** Connects, whether or not there is a connection already, and begins a session or goes on with the one that it has. */
    CompletableFuture<ConnectResponse> connect() {
        var next = new Connection();
        connection = next;
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .option(ChannelOption.SO_LINGER, 0) // no end of it lingers in the kernel
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new LengthFieldBasedFrameDecoder(
                                        FRAME_BYTES_MAX, 0, Frames.PREFIX_BYTES, 0, Frames.PREFIX_BYTES))
                                .addLast(next);
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        next.welcome.completeExceptionally(connected.cause());
                    }
                });
        return next.welcome;
    }

    /** Sends one request, to be answered before the next is sent. */
    CompletableFuture<ReplyHeader> call(Request request) {
        return connection.call(request);
    }

    void pingEach(long millis) {
        connection.pingEach(millis);
    }

    long sessionId() {
        return session.sessionId();
    }

    /** Completes when the connection that is the present one now has ended. */
    CompletableFuture<Void> ended() {
        return connection.ended;
    }

    void cut() {
        connection.cut();
    }

    /** One connection of it. */
    private final class Connection extends SimpleChannelInboundHandler<ByteBuf> {
        final CompletableFuture<ConnectResponse> welcome = new CompletableFuture<>();
        final CompletableFuture<Void> ended = new CompletableFuture<>();
        private volatile CompletableFuture<ReplyHeader> answer = new CompletableFuture<>();
        private volatile Channel channel;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel = ctx.channel();
            var out = ctx.alloc().buffer();
            var before = session;
            var request = new ConnectRequest(0, 0, timeoutMillis, before.sessionId(), before.password(), false, true);
            Frames.write(out, request::encode);
            var unused = ctx.writeAndFlush(out);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) {
            var wire = new WireReader(frame);
            if (!welcome.isDone()) {
                session = ConnectResponse.decode(wire);
                welcome.complete(session);
                return;
            }
            var header = ReplyHeader.decode(wire);
            if (header.xid() >= 0) {
                answer.complete(header);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            var reason = new IOException("the connection has ended");
            welcome.completeExceptionally(reason);
            answer.completeExceptionally(reason);
            ended.complete(null);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            welcome.completeExceptionally(cause);
            var unused = ctx.close();
        }

        CompletableFuture<ReplyHeader> call(Request request) {
            var next = new CompletableFuture<ReplyHeader>();
            answer = next;
            write(1, request);
            return next;
        }

        void pingEach(long millis) {
            var unused = channel.eventLoop()
                    .scheduleAtFixedRate(
                            () -> write(Xid.PING, new PingRequest()), millis, millis, TimeUnit.MILLISECONDS);
        }

        void cut() {
            var unused = channel.close();
        }

        private void write(int xid, Request request) {
            var out = channel.alloc().buffer();
            Frames.writeRequest(out, xid, request);
            var unused = channel.writeAndFlush(out);
        }
    }
}
