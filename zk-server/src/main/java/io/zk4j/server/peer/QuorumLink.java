/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.zk4j.protocol.WireWriter;
import io.zk4j.server.core.Input;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.txn.TxnRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection on the quorum port.
 *
 * <p>The core puts in what is to be sent, the event loop takes it: messages, and now and then a whole stream that a thread of
 * its own writes while what is behind it waits. What comes is handed to the core's inbox, as much at a time as was read at once;
 * when too much of it has not been taken there, nothing more is read. Shared are the queue and the counters, everything else
 * belongs to the event loop.
 */
final class QuorumLink {
    /** Messages that the other side may let pile up here; a server that takes no more is disconnected. */
    static final int WAITING_MAX = 400_000;

    /** Bytes handed to the network that the other side may let pile up. */
    static final long UNTAKEN_BYTES_MAX = 256L << 20;

    /** Messages from this link that may wait for the core. */
    private static final int UNHANDLED_MAX = 2_000;

    /** Messages that came and are handed to the core in one step. */
    private static final int HANDED_MAX = 256;

    /** Messages are sent in one buffer up to about this size: one for each would cost more than to encode what it holds. */
    private static final int BUFFER_BYTES = 64 << 10;

    private static final int BUFFER_BYTES_MIN = 256;

    /** What was sent before a connection is closed has this long to be taken; who reads nothing would keep it for ever. */
    static final long CLOSE_MILLIS_MAX = 5_000;

    private static final long ALIVE_MILLIS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(QuorumLink.class);

    private final long id;
    private final Channel channel;
    private final Consumer<List<Input>> inbox;
    private final Runnable onGone;
    private final ConcurrentLinkedQueue<Outgoing> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicBoolean wakeUnderWay = new AtomicBoolean();
    private final AtomicInteger unhandled = new AtomicInteger();
    private final List<Input> heard = new ArrayList<>();
    private @Nullable ByteBuf buffer; // encoded and not given to the channel yet
    private int bufferBytes = BUFFER_BYTES_MIN; // what the last one held, so that the next need not grow
    private boolean streaming;
    private long shownUpTo; // zxid
    private boolean gone;
    private long heardMillis;

    /**
     * A link over a new connection.
     *
     * @param inbox where what comes is put, several things in one step; it keeps no list that it is given
     * @param onGone told when the link is of no use any more
     */
    QuorumLink(long id, Channel channel, Consumer<List<Input>> inbox, Runnable onGone) {
        this.id = id;
        this.channel = channel;
        this.inbox = inbox;
        this.onGone = onGone;
    }

    /** What is to be sent: one message, or many bytes. */
    sealed interface Outgoing {
        record Message(PeerMessage message) implements Outgoing {}

        record Stream(LinkStream.Content content) implements Outgoing {}
    }

    long id() {
        return id;
    }

    // ---- out

    /** Core thread: to be sent with the next {@link #wake}. Returns whether the other side keeps up. */
    boolean add(Outgoing outgoing) {
        waiting.add(outgoing);
        return waitingCount.incrementAndGet() <= WAITING_MAX;
    }

    /** Core thread: what was added is to be sent. */
    void wake() {
        if (!wakeUnderWay.getAndSet(true)) {
            channel.eventLoop().execute(this::send);
        }
    }

    private void send() {
        wakeUnderWay.set(false);
        while (!streaming && channel.isActive()) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            waitingCount.decrementAndGet();
            if (next instanceof Outgoing.Message message) {
                write(comparable(message.message()));
            } else if (next instanceof Outgoing.Stream stream) {
                streaming = true;
                flush();
                LinkStream.start(this, channel, stream.content());
            }
        }
        flush();
        if (untakenBytes() > UNTAKEN_BYTES_MAX) {
            cut("it has not taken " + untakenBytes() + " bytes that it was sent");
        }
    }

    private void write(PeerMessage message) {
        var into = buffer == null ? channel.alloc().buffer(bufferBytes) : buffer;
        buffer = into;
        message.encode(new WireWriter(into));
        if (into.readableBytes() >= BUFFER_BYTES) {
            writeBuffer(into);
        }
    }

    private void writeBuffer(ByteBuf full) {
        buffer = null;
        bufferBytes = Math.max(BUFFER_BYTES_MIN, Math.min(full.readableBytes(), BUFFER_BYTES));
        var unused = channel.write(full, channel.voidPromise());
    }

    private void flush() {
        if (buffer != null) {
            writeBuffer(buffer);
        }
        channel.flush();
    }

    /**
     * A snapshot is written while transactions go on, so it shows some of those that are sent behind it. Until the other side
     * has the last of these its tree is of no single moment; a digest would only make it report a tree that differs.
     */
    private PeerMessage comparable(PeerMessage message) {
        if (message instanceof PeerMessage.Proposal proposal && isShown(proposal.record())) {
            return new PeerMessage.Proposal(proposal.record().withoutDigest());
        }
        if (message instanceof PeerMessage.Inform inform && isShown(inform.record())) {
            return new PeerMessage.Inform(inform.record().withoutDigest());
        }
        if (message instanceof PeerMessage.InformAndActivate inform && isShown(inform.record())) {
            return new PeerMessage.InformAndActivate(
                    inform.leader(), inform.record().withoutDigest());
        }
        return message;
    }

    private boolean isShown(TxnRecord record) {
        return record.zxid() < shownUpTo;
    }

    private long untakenBytes() {
        var buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Any thread: the stream, which may show transactions up to {@code zxid}, is over; what waited behind it follows. */
    void streamEnded(long zxid) {
        channel.eventLoop().execute(() -> {
            streaming = false;
            shownUpTo = Math.max(shownUpTo, zxid);
            send();
        });
    }

    /** Any thread: the other side takes what it is sent. */
    void progressed() {
        inbox.accept(List.of(new Input.FromPeers(new ZabInput.Progressing(id))));
    }

    void writabilityChanged() {
        if (channel.isWritable()) {
            progressed();
        }
    }

    // ---- in

    /** Bytes came; for what takes long the core is told that something comes. */
    void stirred() {
        long now = System.nanoTime() / 1_000_000;
        if (now - heardMillis > ALIVE_MILLIS) {
            heardMillis = now;
            progressed();
        }
    }

    void received(PeerMessage message) {
        if (unhandled.incrementAndGet() > UNHANDLED_MAX) {
            channel.config().setAutoRead(false);
        }
        hear(new Input.FromPeers(new ZabInput.Received(id, message), this::handled));
    }

    /** For the core, behind what came before, with the next {@link #handOver} at the latest. */
    void hear(Input input) {
        heard.add(input);
        if (heard.size() >= HANDED_MAX) {
            handOver();
        }
    }

    /** Nothing more is there to be read for now: the core gets what came. */
    void handOver() {
        if (!heard.isEmpty()) {
            inbox.accept(heard);
            heard.clear();
        }
    }

    /** Core thread: one message was taken. */
    private void handled() {
        if (unhandled.decrementAndGet() == UNHANDLED_MAX / 2) {
            channel.eventLoop().execute(() -> channel.config().setAutoRead(true));
        }
    }

    // ---- the end

    /** Any thread: closes the connection behind what was sent before. */
    void close(String reason) {
        channel.eventLoop().execute(() -> {
            LOG.debug("Closing {}: {}", this, reason);
            send();
            gone(reason);
            var timeout = channel.eventLoop().schedule(this::closeNow, CLOSE_MILLIS_MAX, TimeUnit.MILLISECONDS);
            var unused = channel.closeFuture().addListener(closed -> timeout.cancel(false));
            unused = channel.writeAndFlush(channel.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
        });
    }

    private void closeNow() {
        var unused = channel.close();
    }

    /** Any thread: closes the connection now. */
    void cut(String reason) {
        channel.eventLoop().execute(() -> {
            LOG.warn("Closing {}: {}", this, reason);
            gone(reason);
            closeNow();
        });
    }

    /** Event loop: the connection is of no use any more; the core hears of it once. */
    void gone(String reason) {
        if (!gone) {
            gone = true;
            waiting.clear();
            onGone.run();
            hear(new Input.FromPeers(new ZabInput.LinkLost(id, reason)));
            handOver();
        }
    }

    @Override
    public String toString() {
        return "link " + id + " to " + channel.remoteAddress();
    }
}
