/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.WireReader;
import io.zk4j.server.quorum.message.PeerMessage;
import io.zk4j.server.quorum.message.PeerMessages;
import io.zk4j.server.storage.SnapshotIntake;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one connection of the quorum port: messages without a frame around them, and behind a SNAP a snapshot's bytes.
 *
 * <p>A message is looked at once all of it is here; the lengths in it are checked before, so that a broken one cannot make us
 * wait for more than the limit.
 */
final class PacketDecoder extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(PacketDecoder.class);
    private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES;
    private static final int INCOMPLETE = -1;
    private static final int IDENTITIES_MAX = 1_000;

    private final QuorumLink link;
    private final boolean fromLeader;
    private final int packetBytesMax;
    private final Snapshots snapshots;
    private @Nullable SnapshotIntake intake;

    /**
     * A decoder of a new connection.
     *
     * @param fromLeader whether the other side leads
     */
    PacketDecoder(QuorumLink link, boolean fromLeader, int packetBytesMax, Snapshots snapshots) {
        this.link = link;
        this.fromLeader = fromLeader;
        this.packetBytesMax = packetBytesMax;
        this.snapshots = snapshots;
    }

    /** Where a snapshot goes that a leader sends. */
    interface Snapshots {
        SnapshotIntake receive(long zxid) throws IOException;

        /** It is whole and on the disk. */
        void arrived(QuorumLink link, SnapshotIntake intake);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws IOException {
        link.stirred();
        if (intake != null) {
            takeSnapshot(intake, in);
            return;
        }
        int bytes = packetBytes(in);
        if (bytes == INCOMPLETE) {
            return;
        }
        var reader = new WireReader(in.readSlice(bytes), packetBytesMax);
        var message = fromLeader ? PeerMessages.ofLeader(reader) : PeerMessages.ofLearner(reader);
        link.received(message);
        if (message instanceof PeerMessage.Snap snap) {
            intake = snapshots.receive(snap.zxid());
        }
    }

    private void takeSnapshot(SnapshotIntake current, ByteBuf in) throws IOException {
        if (current.take(in)) {
            current.finish();
            intake = null;
            snapshots.arrived(link, current);
        }
    }

    /** How long the next message is; {@link #INCOMPLETE} if not all of it is here. */
    private int packetBytes(ByteBuf in) {
        int data = field(in, HEAD_BYTES);
        int at = in.readableBytes() < data + Integer.BYTES ? INCOMPLETE : data;
        if (data == INCOMPLETE || at == INCOMPLETE) {
            return INCOMPLETE;
        }
        int identities = in.getInt(in.readerIndex() + at);
        if (identities > IDENTITIES_MAX) {
            throw new MalformedFrameException(identities + " identities", "at most " + IDENTITIES_MAX, at);
        }
        at += Integer.BYTES;
        for (int i = 0; i < 2 * identities && at != INCOMPLETE; i++) {
            at = field(in, at);
            if (at - data > packetBytesMax) {
                throw new MalformedFrameException(
                        "identities of " + (at - data) + " bytes", "at most " + packetBytesMax, data);
            }
        }
        return at;
    }

    /** Where a field with a length in front ends. */
    private int field(ByteBuf in, int at) {
        if (in.readableBytes() < at + Integer.BYTES) {
            return INCOMPLETE;
        }
        int length = in.getInt(in.readerIndex() + at);
        if (length < -1 || length > packetBytesMax) {
            throw new MalformedFrameException(
                    "a field of " + length + " bytes",
                    "-1 to " + packetBytesMax + " (jute.maxbuffer, with room for what a transaction adds)",
                    at);
        }
        int end = at + Integer.BYTES + Math.max(0, length);
        return in.readableBytes() < end ? INCOMPLETE : end;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        link.handOver();
        super.channelReadComplete(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        link.writabilityChanged();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        link.gone("closed by the other side");
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws IOException {
        if (intake != null) {
            intake.close();
            intake = null;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var reason = cause.getCause() == null ? cause : cause.getCause();
        if (reason instanceof MalformedFrameException) {
            LOG.warn("Closing {}: {}", link, reason.getMessage());
        }
        link.gone(reason.toString());
        var unused = ctx.close();
    }
}
