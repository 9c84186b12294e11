/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.WireReader;
import io.zk4j.server.core.ClientConnection;
import io.zk4j.server.core.Input;
import io.zk4j.server.core.Outgoing;
import io.zk4j.server.metrics.Counted;
import io.zk4j.server.net.FrameReader.BadFrameException;
import io.zk4j.server.net.word.ConnectionView;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection at the client port, from its first bytes to its end.
 *
 * <p>Everything here runs on the connection's event loop, except {@link #wake} and {@link #cut}. The loop stops reading from
 * the socket, and so from the client, whenever the client's requests wait for something: the handshake, a free place at the
 * core, or the client itself to take what it was sent.
 */
final class ClientHandler extends ChannelInboundHandlerAdapter
        implements ClientConnection.Wire, RequestRouter.CoreOutput, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ClientHandler.class);

    private final FrontEnd shared;
    private final Channel channel;
    private final InetSocketAddress remote;
    private final FrameReader frames;
    private final ReplyWriter out;
    private final ConnectionStats stats;
    private final ClientConnection connection;
    private final RequestRouter router;
    private Phase phase = Phase.FIRST_BYTES;
    private boolean counted;
    private boolean pumping;
    private boolean pumpAgain;
    private @Nullable ScheduledFuture<?> sessionlessTimer;
    private long sessionId;
    private int timeoutMillis;
    private long heardMillis;

    ClientHandler(FrontEnd shared, Unreported unreported, Channel channel, InetSocketAddress remote) {
        this.shared = shared;
        this.channel = channel;
        this.remote = remote;
        this.frames = new FrameReader(shared.frameLimits().frameBytesMax());
        this.out = new ReplyWriter(channel);
        this.stats = new ConnectionStats(shared.clock().wallMillis(), unreported);
        this.timeoutMillis = shared.sessionlessMillis();
        this.heardMillis = shared.clock().millis();
        this.connection = new ClientConnection(remote, this);
        this.router = new RequestRouter(shared, connection, remote.getAddress(), out, stats);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var refusal = shared.limits().enter(remote.getAddress());
        if (refusal != null) {
            count(Counted.CONNECTIONS_REJECTED);
            shared.complaints().log("Turned away a connection from {}: {}", remote, refusal);
            close();
            return;
        }
        counted = true;
        shared.connections().add(this);
        sessionlessTimer =
                channel.eventLoop().schedule(this::onSessionless, shared.sessionlessMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        broken();
        stopSessionlessTimer();
        if (counted) {
            counted = false;
            shared.limits().leave(remote.getAddress());
            shared.connections().remove(this);
        }
        frames.release();
        out.release();
        router.abandon();
        shared.inbox().put(new Input.ConnectionLost(connection));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
        if (phase == Phase.CLOSED) {
            in.release();
            return;
        }
        heardMillis = shared.clock().millis();
        stats.bytesReceived(in.readableBytes());
        frames.add(channel.alloc(), in);
        takeFrames();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        stats.report(); // first, so that who has an answer finds it counted
        out.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pump();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("Connection from {} broke: {}", remote, cause.toString());
        } else {
            LOG.error("Closing the connection from {} because of a bug in this server", remote, cause);
        }
        broken();
        var unused = channel.close();
    }

    @Override
    public void wake() {
        channel.eventLoop().execute(this);
    }

    @Override
    public void cut(String reason) {
        channel.eventLoop().execute(() -> {
            if (phase != Phase.CLOSED) {
                LOG.warn(
                        "Cutting the connection from {} (session 0x{}): {}",
                        remote,
                        Long.toHexString(sessionId),
                        reason);
                phase = Phase.CLOSED;
                var unused = channel.close();
            }
        });
    }

    /** For the four-letter words; on the event loop. */
    ConnectionView view() {
        boolean writes = !channel.isWritable();
        int interest = (channel.config().isAutoRead() ? 1 : 0) + (writes ? 4 : 0);
        return stats.view(remote.toString(), interest, router.underWay(), sessionId, timeoutMillis, heardMillis);
    }

    ConnectionStats stats() {
        return stats;
    }

    Channel channel() {
        return channel;
    }

    /** What {@link #wake} asks the event loop for. */
    @Override
    public void run() {
        pump();
    }

    /** Writes what the core has for this connection, then takes what the client has sent in the meantime. */
    private void pump() {
        if (pumping) {
            pumpAgain = true; // flushing told us that the channel takes more; that is seen below
            return;
        }
        pumping = true;
        try {
            do {
                pumpAgain = false;
                connection.outbox().wakeArrived();
                writeOutbox();
                if (phase != Phase.CLOSED) {
                    takeFrames();
                    stats.report();
                    out.flush();
                }
            } while (pumpAgain);
            stats.report();
        } finally {
            pumping = false;
        }
    }

    @Override
    public void writeOutbox() {
        while (phase != Phase.CLOSED && out.canTakeMore()) {
            var next = connection.outbox().poll();
            if (next == null) {
                return;
            }
            write(next);
        }
    }

    private void write(Outgoing outgoing) {
        if (outgoing instanceof Outgoing.Reply reply) {
            router.writeReply(reply);
        } else if (outgoing instanceof Outgoing.Event event) {
            stats.event(out.event(event.zxid(), event.event()));
        } else if (outgoing instanceof Outgoing.Welcome welcome) {
            welcome(welcome);
        } else if (outgoing instanceof Outgoing.Close close) {
            LOG.debug("Closing the connection from {}: {}", remote, close.reason());
            close();
        }
    }

    private void welcome(Outgoing.Welcome welcome) {
        int bytes = out.welcome(welcome.response());
        if (!welcome.accepted()) {
            close();
            return;
        }
        stopSessionlessTimer();
        sessionId = welcome.response().sessionId();
        timeoutMillis = welcome.response().timeoutMillis();
        stats.answered(OpCode.CREATE_SESSION, -1, -1, shared.clock().millis(), 0, bytes);
        router.open(sessionId);
        phase = Phase.OPEN;
    }

    private void takeFrames() {
        try {
            boolean taken = true;
            while (taken && mayTakeFrames()) {
                taken = takeOne();
            }
        } catch (BadFrameException e) {
            shared.complaints().log("Closing the connection from {}: {}", remote, e.found());
            close();
        }
        router.submit();
        frames.trim();
        readFromSocket(mayTakeFrames());
    }

    private boolean mayTakeFrames() {
        return switch (phase) {
            case FIRST_BYTES -> true;
            case OPEN -> out.canTakeMore() && router.hasRoom();
            case CONNECTING, WORD, CLOSED -> false;
        };
    }

    /** Returns false if more bytes are needed. */
    private boolean takeOne() throws BadFrameException {
        if (phase == Phase.FIRST_BYTES && !looksLikeClient()) {
            return false;
        }
        var frame = frames.next();
        if (frame == null) {
            return false;
        }
        stats.received();
        // Only whole requests keep a session alive: one that trickles in could hold a connection for ever.
        connection.heard(heardMillis);
        if (phase == Phase.FIRST_BYTES) {
            connect(frame.bytes());
        } else if (!router.route(frame, this)) {
            close();
        }
        return true;
    }

    private boolean looksLikeClient() {
        var first = frames.peek();
        if (first == null || first.readableBytes() < FirstBytes.NEEDED) {
            return false;
        }
        if (FirstBytes.areFrameLength(first, shared.frameLimits().frameBytesMax())) {
            return true;
        }
        var word = shared.words().find(first);
        if (word != null) {
            answerWord(word, first);
        } else {
            shared.complaints().log("Closing the connection from {}: it sent {}", remote, FirstBytes.describe(first));
            close();
        }
        return false;
    }

    private void answerWord(String word, ByteBuf in) {
        var argument = in.slice(in.readerIndex() + FirstBytes.NEEDED, in.readableBytes() - FirstBytes.NEEDED);
        if (argument.readableBytes() < shared.words().argumentBytes(word)) {
            return;
        }
        phase = Phase.WORD;
        stats.received();
        LOG.debug("Answering the four-letter word {} from {}", word, remote);
        var unused = shared.words()
                .answer(word, argument)
                .whenComplete((text, failure) -> channel.eventLoop().execute(() -> {
                    if (failure != null) {
                        LOG.error("The four-letter word {} could not be answered", word, failure);
                    } else if (phase == Phase.WORD) {
                        out.text(text);
                    }
                    close();
                }));
    }

    private void connect(ByteBuf frame) throws BadFrameException {
        ConnectRequest request;
        try {
            request = ConnectRequest.decode(
                    new WireReader(frame, shared.frameLimits().fieldBytesMax()));
        } catch (MalformedFrameException e) {
            throw new BadFrameException("it did not begin with a handshake: " + e.getMessage());
        }
        phase = Phase.CONNECTING;
        router.handshake(request);
    }

    private void onSessionless() {
        if (phase != Phase.OPEN && phase != Phase.CLOSED) {
            count(Counted.SESSIONLESS_CONNECTIONS_EXPIRED);
            shared.complaints()
                    .log("Closing the connection from {}: no session after {} ms", remote, shared.sessionlessMillis());
            close();
        }
    }

    private void stopSessionlessTimer() {
        if (sessionlessTimer != null) {
            sessionlessTimer.cancel(false);
            sessionlessTimer = null;
        }
    }

    private void close() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            out.flushAndClose();
        }
    }

    /** The connection is of no use any more, whether or not it was to be closed. */
    private void broken() {
        if (phase == Phase.OPEN) {
            count(Counted.CONNECTIONS_DROPPED);
        }
        phase = Phase.CLOSED;
    }

    private void count(Counted what) {
        shared.stats().metrics().count(what);
    }

    private void readFromSocket(boolean read) {
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    /** Where a connection stands. */
    private enum Phase {
        /** Nothing has been understood yet. */
        FIRST_BYTES,
        /** A four-letter word is being answered. */
        WORD,
        /** The handshake is with the core. */
        CONNECTING,
        /** There is a session. */
        OPEN,
        /** Nothing is read or written any more. */
        CLOSED
    }
}
