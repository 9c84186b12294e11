/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.zk4j.client.security.TlsContext;
import io.zk4j.client.session.HostPort;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server, on a connection of its own, whether it serves writes: by the word {@code isro}, to which one that does says
 * {@code rw}. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What goes wrong on a channel is told by its end.
final class WriteInquiry {
    private static final Logger LOG = LoggerFactory.getLogger(WriteInquiry.class);
    private static final String QUESTION = "isro";
    private static final String YES = "rw";
    /** More than any answer has. */
    private static final int ANSWER_BYTES_MAX = 16;

    /** Hears the answer, once, on the event loop. */
    interface Asker {
        /**
         * The answer is there, or will not come.
         *
         * @param server where it was reached
         * @param writable whether it has said that it serves writes; false also if it has said nothing
         */
        void answered(HostPort server, boolean writable);
    }

    private final EventLoop loop;
    private final Executor blocking;
    private final Transport transport;
    private final Asker asker;
    private final StringBuilder answer = new StringBuilder();
    private HostPort server;
    private @Nullable Channel channel;
    private boolean over;

    /**
     * A question to be {@link #ask asked}.
     *
     * @param blocking runs what waits for name services and files
     */
    WriteInquiry(EventLoop loop, Executor blocking, Transport transport, HostPort server, Asker asker) {
        this.loop = loop;
        this.blocking = blocking;
        this.transport = transport;
        this.server = server;
        this.asker = asker;
    }

    /** Asks; the answer comes within the time. */
    void ask(long timeoutMillis) {
        var patience = loop.schedule(this::finish, timeoutMillis, TimeUnit.MILLISECONDS);
        try {
            blocking.execute(() -> prepare(timeoutMillis));
        } catch (RejectedExecutionException overloaded) {
            patience.cancel(false);
            loop.execute(this::finish); // Not at once, since the asker is in the midst of asking.
        }
    }

    /** Not on the loop. */
    private void prepare(long timeoutMillis) {
        try {
            var found = Preparation.withoutLogin(transport, server);
            onLoop(() -> connect(found, timeoutMillis));
        } catch (Preparation.Impossible impossible) {
            LOG.debug("cannot ask {} whether it serves writes: {}", server, impossible.getMessage());
            onLoop(this::finish);
        } catch (RuntimeException bug) {
            LOG.error("the question to {} whether it serves writes could not be prepared", server, bug);
            onLoop(this::finish);
        }
    }

    private void onLoop(Runnable news) {
        try {
            loop.execute(news);
        } catch (RejectedExecutionException loopHasEnded) {
            LOG.debug("nobody waits any longer for the answer of {}", server);
        }
    }

    private void connect(Preparation found, long timeoutMillis) {
        if (over || found.addresses().isEmpty()) {
            finish();
            return;
        }
        InetSocketAddress address = found.addresses().get(0);
        server = transport.lookup().nameOf(server, address);
        TlsContext tls = found.tls();
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeoutMillis)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        if (tls != null) {
                            socket.pipeline()
                                    .addLast(tls.handler(
                                            address.getHostString(), address.getPort(), blocking, timeoutMillis));
                        }
                        socket.pipeline().addLast(new Ear());
                    }
                });
        Channel connecting = bootstrap.connect(address).channel();
        connecting.closeFuture().addListener(closed -> finish());
        channel = connecting;
    }

    /** Whatever has been said until now is the answer. */
    private void finish() {
        if (over) {
            return;
        }
        over = true;
        if (channel != null) {
            channel.close();
        }
        asker.answered(server, answer.toString().equals(YES));
    }

    private final class Ear extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(QUESTION, US_ASCII), ctx.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            answer.append(bytes.toString(US_ASCII));
            if (answer.length() > ANSWER_BYTES_MAX) {
                finish();
            }
        }

        /** A connection that breaks has no more to say; its end tells. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
