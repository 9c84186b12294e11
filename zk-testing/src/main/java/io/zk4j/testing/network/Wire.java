/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.ReferenceCountUtil;
import io.zk4j.server.guard.ConnectionGuard;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One end of one connection of a server, closest to the network. Owned by the event loop of the channel, except where said.
 *
 * <p>While it is silent, it reads nothing and sends nothing, hides from the server that the other side has closed, and from the other side
 * that the server has. Delays and losses happen to what comes in, and for clients, whose own end is not ours, also to what goes out.
 */
final class Wire extends ChannelDuplexHandler {
    /** Pieces that may wait to be delivered; beyond them nothing is read from the network. */
    private static final int WAITING_MAX = 256;

    private final TestNetwork network;
    private final Channel channel;
    private final ConnectionGuard.Kind kind;
    private final long server;
    private final Random random;
    private volatile long peer; // the event loop learns it late; whoever makes trouble reads it
    private final ArrayDeque<Piece> waiting = new ArrayDeque<>();
    private @Nullable Runnable heldConnect;
    private long lastDueNanos;
    private boolean readWanted;
    private boolean flushWanted;
    private boolean endTold; // the server knows that the connection is over
    private boolean closeWaits; // the server has closed, which the other side does not know yet

    /** What came in, and when it is due. */
    private record Piece(Object message, long dueNanos) {}

    Wire(TestNetwork network, Channel channel, ConnectionGuard.Kind kind, long server, long peer, long seed) {
        this.network = network;
        this.channel = channel;
        this.kind = kind;
        this.server = server;
        this.peer = peer;
        this.random = new Random(seed);
    }

    // ---- who it is; any thread

    long server() {
        return server;
    }

    boolean isBetweenServers() {
        return kind != ConnectionGuard.Kind.CLIENT;
    }

    @Nullable
    InetSocketAddress remoteAddress() {
        return channel.remoteAddress() instanceof InetSocketAddress address ? address : null;
    }

    boolean joins(Collection<Long> one, Collection<Long> other) {
        long known = peer();
        return (one.contains(server) && other.contains(known)) || (other.contains(server) && one.contains(known));
    }

    private long peer() {
        if (peer == ConnectionGuard.UNKNOWN && isBetweenServers()) {
            var address = remoteAddress();
            if (address != null) {
                peer = network.whoOpened(address.getPort());
            }
        }
        return peer;
    }

    /** Something has changed. */
    void lookAgain() {
        onEventLoop(() -> {
            if (isSilent()) {
                stopReading();
            } else {
                resume();
            }
        });
    }

    /** Breaks the connection; both sides see a reset. */
    void cut() {
        onEventLoop(this::reset);
    }

    private void onEventLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException e) {
            // The server has ended, and the connection with it.
        }
    }

    /** What is not read does not tell that the other side has closed. */
    private void stopReading() {
        if (channel.isActive() && channel.config().isAutoRead()) {
            channel.config().setAutoRead(false); // drops the interest of before
            channel.config().setAutoRead(true); // comes to read(), which remembers it
        }
    }

    // ---- what is wrong

    private boolean isSilent() {
        return network.troubles().stream().anyMatch(trouble -> trouble.isSilent() && trouble.concerns(this));
    }

    private long delayNanos() {
        return network.troubles().stream()
                .filter(trouble -> trouble.delays() && trouble.concerns(this))
                .mapToLong(trouble -> trouble.delayNanos(random.nextDouble()))
                .sum();
    }

    private boolean isLost() {
        return network.troubles().stream()
                .filter(trouble -> trouble.loss() > 0 && trouble.concerns(this))
                .anyMatch(trouble -> random.nextDouble() < trouble.loss());
    }

    // ---- what comes in

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        if (peer != ConnectionGuard.UNKNOWN && context.channel().localAddress() instanceof InetSocketAddress local) {
            network.connected(this, local.getPort());
        }
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (endTold) {
            ReferenceCountUtil.release(message);
        } else if (isLost()) {
            ReferenceCountUtil.release(message);
            reset();
        } else {
            long dueNanos = Math.max(lastDueNanos, System.nanoTime() + delayNanos());
            lastDueNanos = dueNanos;
            waiting.add(new Piece(message, dueNanos));
            deliver(context);
        }
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (waiting.size() >= WAITING_MAX || isSilent()) {
            readWanted = true;
        } else {
            context.read();
        }
    }

    /** Nothing can be held back any more: the channel is about to forget its handlers. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            context.fireChannelRead(next.message);
        }
        tellEnd(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!isSilent()) {
            context.fireExceptionCaught(cause);
        }
    }

    /** Hands on what is due. */
    private void deliver(ChannelHandlerContext context) {
        if (isSilent()) {
            return;
        }
        boolean delivered = false;
        for (var next = waiting.peek(); next != null; next = waiting.peek()) {
            long leftNanos = next.dueNanos - System.nanoTime();
            if (leftNanos > 0) {
                var unused = channel.eventLoop().schedule(this::resume, leftNanos, TimeUnit.NANOSECONDS);
                break;
            }
            waiting.remove();
            context.fireChannelRead(next.message);
            delivered = true;
        }
        if (delivered) {
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.fireChannelReadComplete();
        }
    }

    private void tellEnd(ChannelHandlerContext context) {
        if (!endTold) {
            endTold = true;
            context.fireChannelInactive();
        }
    }

    // ---- what goes out

    @Override
    public void connect(
            ChannelHandlerContext context,
            SocketAddress remote,
            @Nullable SocketAddress local,
            ChannelPromise promise) {
        if (!isSilent()) {
            var unused = context.connect(remote, local, promise);
            return;
        }
        heldConnect = () -> {
            var unused = context.connect(remote, local, promise);
        };
        int patienceMillis = channel.config().getConnectTimeoutMillis();
        var unused = channel.eventLoop()
                .schedule(() -> giveUpConnecting(remote, promise), patienceMillis, TimeUnit.MILLISECONDS);
    }

    private void giveUpConnecting(SocketAddress remote, ChannelPromise promise) {
        if (heldConnect != null) {
            heldConnect = null;
            promise.tryFailure(new ConnectTimeoutException("connection timed out: " + remote));
            var unused = channel.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (closeWaits) {
            ReferenceCountUtil.release(message);
            if (!promise.isVoid()) {
                promise.tryFailure(new ClosedChannelException());
            }
            return;
        }
        var unused = context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        if (isSilent()) {
            flushWanted = true;
        } else if (isBetweenServers()) {
            context.flush();
        } else if (isLost()) {
            reset();
        } else {
            flushLater(context, delayNanos());
        }
    }

    private void flushLater(ChannelHandlerContext context, long nanos) {
        if (nanos <= 0) {
            context.flush();
        } else {
            var unused = channel.eventLoop()
                    .schedule(
                            () -> {
                                if (isSilent()) {
                                    flushWanted = true;
                                } else {
                                    context.flush();
                                }
                            },
                            nanos,
                            TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!isSilent() || heldConnect != null || !channel.isActive()) {
            var unused = context.close(promise);
            return;
        }
        closeWaits = true;
        if (!promise.isVoid()) {
            promise.trySuccess();
        }
        channel.eventLoop().execute(() -> tellEnd(context));
    }

    // ---- both

    private void resume() {
        var context = channel.pipeline().context(this);
        if (context == null || isSilent()) {
            return;
        }
        if (heldConnect != null) {
            var connect = heldConnect;
            heldConnect = null;
            connect.run();
        }
        if (closeWaits) {
            reset();
            return;
        }
        if (flushWanted) {
            flushWanted = false;
            context.flush();
        }
        deliver(context);
        if (readWanted && waiting.size() < WAITING_MAX) {
            readWanted = false;
            context.read();
        }
    }

    private void reset() {
        var context = channel.pipeline().context(this);
        if (context == null || !channel.isOpen()) {
            return;
        }
        waiting.forEach(piece -> ReferenceCountUtil.release(piece.message));
        waiting.clear();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var unused = context.close(channel.newPromise());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(piece -> ReferenceCountUtil.release(piece.message));
        waiting.clear();
    }
}
