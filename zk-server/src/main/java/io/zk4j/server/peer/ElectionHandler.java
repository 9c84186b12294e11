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
import io.zk4j.server.quorum.message.ElectionOpening;
import io.zk4j.server.quorum.message.Notification;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one connection on an election port: who opened it, if it was not us, and then notifications.
 *
 * <p>What is malformed costs the sender its connection and nobody anything else.
 */
final class ElectionHandler extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(ElectionHandler.class);
    private static final int LENGTH_BYTES = Integer.BYTES;

    private final ElectionLinks links;
    private final ElectionLinks.Link link;
    private boolean expectsOpening;

    ElectionHandler(ElectionLinks links, ElectionLinks.Link link, boolean expectsOpening) {
        this.links = links;
        this.link = link;
        this.expectsOpening = expectsOpening;
    }

    boolean expectsOpening() {
        return expectsOpening;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (expectsOpening) {
            readOpening(in);
        } else if (in.readableBytes() >= LENGTH_BYTES) {
            readNotification(in);
        }
    }

    private void readOpening(ByteBuf in) {
        if (in.readableBytes() < ElectionOpening.FIRST_BYTES) {
            return;
        }
        int bytes = ElectionOpening.FIRST_BYTES;
        if (!ElectionOpening.isOldForm(in.getLong(in.readerIndex()))) {
            if (in.readableBytes() < ElectionOpening.HEAD_BYTES) {
                return;
            }
            bytes = ElectionOpening.HEAD_BYTES
                    + ElectionOpening.bytesAfterHead(
                            new WireReader(in.slice(in.readerIndex(), ElectionOpening.HEAD_BYTES)));
        }
        if (in.readableBytes() >= bytes) {
            expectsOpening = false;
            links.opened(link, ElectionOpening.decode(new WireReader(in.readSlice(bytes))));
        }
    }

    private void readNotification(ByteBuf in) {
        int length = in.getInt(in.readerIndex());
        if (length < 1 || length > Notification.BYTES_MAX) {
            throw new MalformedFrameException(
                    "a notification of " + length + " bytes", "1 to " + Notification.BYTES_MAX, 0);
        }
        if (in.readableBytes() >= LENGTH_BYTES + length) {
            in.skipBytes(LENGTH_BYTES);
            links.heard(link, Notification.decode(new WireReader(in.readSlice(length))));
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        links.writable(link);
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        super.channelInactive(ctx);
        links.gone(link);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var reason = cause.getCause() instanceof MalformedFrameException malformed ? malformed : cause;
        LOG.warn("Closing the election connection {}: {}", link, reason.toString());
        var unused = ctx.close();
    }
}
