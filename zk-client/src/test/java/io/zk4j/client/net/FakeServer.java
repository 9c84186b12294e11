/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.zk4j.client.session.HostPort;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.CreateResponse;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.GetDataRequest;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.RequestHeader;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Stat;
import io.zk4j.protocol.SyncRequest;
import io.zk4j.protocol.SyncResponse;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

/** Just enough of a server to talk to: one session, replies that a test may take over. */
@SuppressWarnings("FutureReturnValueIgnored") // A test that waits for a reply notices its absence.
public final class FakeServer implements AutoCloseable {
    public static final long SESSION_ID = 0x1234;
    /** Of its sessions, whatever a client asks for; for the pauses of a machine that has other things to do. */
    public static final int TIMEOUT_MILLIS = 30_000;

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final List<Request> received = new CopyOnWriteArrayList<>();
    private final AtomicLong zxid = new AtomicLong();
    private final Channel listening;
    private volatile boolean readOnly;
    private volatile BiPredicate<Peer, Request> script = (peer, request) -> false;

    /** The server's end of one connection. */
    public interface Peer {
        void reply(int error, Response response);

        void raw(ByteBuf bytes);

        void cut();
    }

    public FakeServer() throws InterruptedException {
        listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        connections.add(socket);
                        socket.pipeline()
                                .addLast(new Words())
                                .addLast(new LengthFieldBasedFrameDecoder(10_000_000, 0, 4, 0, 4), new Conversation());
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public HostPort address() {
        return new HostPort("127.0.0.1", port());
    }

    /** All requests so far, those of the protocol's own included. */
    public List<Request> received() {
        return received;
    }

    /** What to do with a request before anything else; the predicate says whether that was all. */
    public void script(BiPredicate<Peer, Request> script) {
        this.script = script;
    }

    /** Whether it serves reads only, and says so. */
    public void readOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    public void fire(EventType type, String path) {
        ByteBuf frame = Unpooled.buffer();
        Frames.writeNotification(frame, zxid.incrementAndGet(), new WatcherEvent(type.code(), 3, path));
        connections.writeAndFlush(frame);
    }

    public void cutConnections() {
        connections.close().syncUninterruptibly();
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        cutConnections();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Answers one word and lets everything else pass. */
    private final class Words extends ByteToMessageDecoder {
        @Override
        protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
            if (in.readableBytes() < Integer.BYTES) {
                return;
            }
            if (in.toString(in.readerIndex(), Integer.BYTES, US_ASCII).equals("isro")) {
                in.skipBytes(in.readableBytes());
                ctx.writeAndFlush(Unpooled.copiedBuffer(readOnly ? "ro" : "rw", US_ASCII))
                        .addListener(ChannelFutureListener.CLOSE);
            } else {
                ctx.pipeline().remove(this);
            }
        }
    }

    private final class Conversation extends SimpleChannelInboundHandler<ByteBuf> {
        private boolean attached;

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf frame) {
            var in = new WireReader(frame, Integer.MAX_VALUE);
            if (attached) {
                RequestHeader header = RequestHeader.decode(in);
                Request request = Requests.decode(header.type(), in);
                received.add(request);
                var peer = new ConnectedPeer(ctx, header.xid());
                if (!script.test(peer, request)) {
                    answer(peer, request);
                }
            } else {
                ConnectRequest.decode(in);
                attached = true;
                ByteBuf out = Unpooled.buffer();
                Frames.write(
                        out,
                        new ConnectResponse(0, TIMEOUT_MILLIS, SESSION_ID, Bytes.copyOf(new byte[16]), readOnly, true)
                                ::encode);
                ctx.writeAndFlush(out);
            }
        }

        private void answer(Peer peer, Request request) {
            if (request instanceof CreateRequest create) {
                zxid.incrementAndGet();
                peer.reply(0, new CreateResponse(create.path()));
            } else if (request instanceof GetDataRequest get) {
                peer.reply(0, new GetDataResponse(Bytes.ofUtf8(get.path()), new Stat(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
            } else if (request instanceof SyncRequest sync) {
                peer.reply(0, new SyncResponse(sync.path()));
            } else {
                peer.reply(0, null);
                if (request instanceof CloseSessionRequest) {
                    peer.cut();
                }
            }
        }
    }

    private final class ConnectedPeer implements Peer {
        private final ChannelHandlerContext ctx;
        private final int xid;

        ConnectedPeer(ChannelHandlerContext ctx, int xid) {
            this.ctx = ctx;
            this.xid = xid;
        }

        @Override
        public void reply(int error, Response response) {
            ByteBuf out = Unpooled.buffer();
            Frames.writeReply(out, new ReplyHeader(xid, zxid.get(), error), response);
            ctx.writeAndFlush(out);
        }

        @Override
        public void raw(ByteBuf bytes) {
            ctx.writeAndFlush(bytes);
        }

        @Override
        public void cut() {
            ctx.close();
        }
    }
}
