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
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import io.zk4j.client.security.SaslConversation;
import io.zk4j.client.security.TlsContext;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.SaslReadiness;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.WireWriter;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one server, from looking its name up to the end of the socket. Confined to its event loop.
 *
 * <p>The name is looked up anew for each connection, since servers move, and all of its addresses are tried in turn. Once closed by
 * its owner it tells nothing more, except where a batch of frames ends.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What goes wrong on a channel is told through its pipeline.
final class Connection implements FrameReader.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** What is written is handed to the socket in buffers of about this size. */
    private static final int WRITE_BUFFER_BYTES = 64 * 1024;

    /** Who uses the connection; called on the event loop. */
    interface Owner {
        void connectionUp(Connection connection);

        void connectionDown(Connection connection, String why);

        /** The login of this side has answered. */
        void saslAnswered(Connection connection, SaslConversation.Answer answer);

        /** The login of this side cannot go on. */
        void saslFailed(Connection connection, String why);

        /** A frame: so many bytes of the buffer from its reader index on, valid during the call. */
        void frame(ByteBuf buffer, int bytes);

        void oversizedFrame(ByteBuf start, int frameBytes);

        /** A batch of frames has been handed on. */
        void readComplete();
    }

    private final EventLoop loop;
    private final HostPort server;
    private final int frameBytesMax;
    private final Owner owner;
    private final Transport transport;
    private final Executor blocking;
    private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
    private long deadlineNanos;
    private @Nullable Preparation preparation;
    private HostPort reached;
    private @Nullable SaslConversation conversation;
    private @Nullable Channel channel;
    private boolean up;
    private boolean heard;
    private @Nullable ByteBuf out;
    private boolean closed;
    private @Nullable String failure;

    /**
     * A connection to be {@link #open opened}.
     *
     * @param blocking runs what waits for name services, files and other servers
     */
    Connection(
            EventLoop loop, Executor blocking, Transport transport, HostPort server, int frameBytesMax, Owner owner) {
        this.loop = loop;
        this.blocking = blocking;
        this.transport = transport;
        this.server = server;
        this.reached = server;
        this.frameBytesMax = frameBytesMax;
        this.owner = owner;
    }

    /** Connects within the time; the owner hears of success or failure. */
    void open(long timeoutMillis) {
        deadlineNanos = System.nanoTime() + timeoutMillis * 1_000_000;
        try {
            blocking.execute(this::prepare);
        } catch (RejectedExecutionException overloaded) {
            // Not told at once, since the owner is in the midst of asking.
            onLoop(() -> down("too many connections are being prepared"));
        }
    }

    /** Not on the loop. */
    private void prepare() {
        try {
            var found = Preparation.of(transport, server);
            onLoop(() -> prepared(found));
        } catch (Preparation.Impossible impossible) {
            onLoop(() -> down(String.valueOf(impossible.getMessage())));
        } catch (RuntimeException bug) {
            LOG.error("the connection to {} could not be prepared", server, bug);
            onLoop(() -> down("it could not be prepared: " + bug));
        }
    }

    private void onLoop(Runnable news) {
        try {
            loop.execute(news);
        } catch (RejectedExecutionException loopHasEnded) {
            LOG.debug("nobody waits any longer for the connection to {}", server);
        }
    }

    private void prepared(Preparation found) {
        preparation = found;
        addresses.addAll(found.addresses());
        connectNext(found);
    }

    private void connectNext(Preparation found) {
        InetSocketAddress address = addresses.poll();
        if (closed || address == null) {
            down(failure == null ? "no address" : failure);
            return;
        }
        String host = address.getHostString();
        reached = transport.lookup().nameOf(server, address);
        long millis = Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000 / (addresses.size() + 1));
        TlsContext tls = found.tls();
        SslHandler tlsHandler = tls == null ? null : tls.handler(host, address.getPort(), blocking, millis);
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, ClientRuntime.BUFFERS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) millis)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        if (tlsHandler != null) {
                            socket.pipeline().addLast(tlsHandler);
                        }
                        socket.pipeline().addLast(new FrameReader(frameBytesMax, Connection.this), new Ending(host));
                    }
                });
        ChannelFuture connecting = bootstrap.connect(address);
        channel = connecting.channel();
        conversation = found.conversation(transport, host);
        connecting.addListener(ignored -> {
            if (connecting.isSuccess() && tlsHandler != null) {
                tlsHandler.handshakeFuture().addListener(handshake -> connected(handshake.cause(), host));
            } else {
                connected(connecting.cause(), host);
            }
        });
    }

    private void connected(@Nullable Throwable cause, String host) {
        Preparation found = requireNonNull(preparation, "connected before it was prepared");
        if (closed) {
            closeChannel();
        } else if (cause == null) {
            up = true;
            owner.connectionUp(this);
        } else {
            failure = explain(cause, host);
            closeChannel();
            connectNext(found);
        }
    }

    private String closedByServer() {
        boolean tls = preparation != null && preparation.tls() != null;
        return heard || tls
                ? "closed by the server"
                : "closed by the server without a word; it does not serve, or not this session, or its port is for TLS"
                        + " (zookeeper.client.secure)";
    }

    private String explain(Throwable cause, String host) {
        TlsContext tls = preparation == null ? null : preparation.tls();
        boolean isOfTls = cause instanceof DecoderException
                || cause instanceof SSLException
                || cause instanceof ClosedChannelException;
        return tls != null && isOfTls ? tls.explain(cause, host) : String.valueOf(cause.getMessage());
    }

    /** The server that this is, or may become, a connection to. */
    HostPort reached() {
        return reached;
    }

    // ---- the SASL login

    SaslReadiness saslReadiness() {
        return requireNonNull(preparation, "asked before it was up").readiness();
    }

    /** Lets the login of this side answer the server's token, null for the first; the owner hears of the answer. */
    void answerSasl(@Nullable Bytes challenge) {
        SaslConversation speaker = requireNonNull(conversation, "asked for a login that it does not have");
        try {
            blocking.execute(() -> answerSasl(speaker, challenge));
        } catch (RejectedExecutionException overloaded) {
            onLoop(() -> down("too many logins are under way"));
        }
    }

    /** Not on the loop. */
    private void answerSasl(SaslConversation speaker, @Nullable Bytes challenge) {
        try {
            var answer = speaker.answer(challenge);
            onLoop(() -> tellUnlessClosed(() -> owner.saslAnswered(this, answer)));
        } catch (SaslException | RuntimeException e) {
            LOG.warn("the SASL login at {} failed", server, e);
            onLoop(() -> tellUnlessClosed(() -> owner.saslFailed(this, String.valueOf(e.getMessage()))));
        }
    }

    private void tellUnlessClosed(Runnable news) {
        if (!closed) {
            news.run();
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

    /** Sends what has been written. Not before it is up: that would make TLS begin on a socket that is not connected. */
    void flush() {
        if (channel == null || !up) {
            return;
        }
        if (out != null && out.isReadable()) {
            channel.writeAndFlush(out, channel.voidPromise());
            out = null;
        } else {
            channel.flush();
        }
    }

    /** Closes the connection after sending what has been written. Nothing more is told but where a batch ends. */
    void close() {
        closed = true;
        addresses.clear();
        flush();
        if (out != null) {
            out.release();
            out = null;
        }
        closeChannel();
    }

    private void closeChannel() {
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
    public void frame(ByteBuf buffer, int bytes) {
        heard = true;
        if (!closed) {
            owner.frame(buffer, bytes);
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

    /** Told also if a frame has made the owner close this: what it has to do after a batch does not wait for a timer. */
    @Override
    public void readComplete() {
        owner.readComplete();
    }

    @Override
    public String toString() {
        return server.toString();
    }

    /** Hears of the end of the socket, once it was up; before, whoever connects hears of it. */
    private final class Ending extends ChannelInboundHandlerAdapter {
        private final String host;
        private @Nullable String why;

        Ending(String host) {
            this.host = host;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            why = explain(cause, host);
            ctx.close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (up) {
                down(why == null ? closedByServer() : why);
            }
        }
    }
}
