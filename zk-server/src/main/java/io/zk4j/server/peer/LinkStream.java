/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.channel.Channel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a lot to a link on a thread of its own, no faster than the other side takes it: one piece is under way at a time.
 */
final class LinkStream extends OutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(LinkStream.class);
    private static final int PIECE_BYTES = 256 << 10;

    private final QuorumLink link;
    private final Channel channel;

    private LinkStream(QuorumLink link, Channel channel) {
        this.link = link;
        this.channel = channel;
    }

    /** Something long. */
    @FunctionalInterface
    interface Content {
        /**
         * Writes it.
         *
         * @return the last transaction of which it may show something although that is sent behind it; 0 if there is none
         */
        long writeTo(OutputStream out) throws IOException;
    }

    /** Begins to write; the link is told when that is over, or closed if it fails. */
    static void start(QuorumLink link, Channel channel, Content content) {
        var thread = new Thread(
                () -> {
                    try (var out = new BufferedOutputStream(new LinkStream(link, channel), PIECE_BYTES)) {
                        long shownUpTo = content.writeTo(out);
                        out.flush();
                        link.streamEnded(shownUpTo);
                    } catch (IOException | RuntimeException e) {
                        LOG.warn("The synchronisation over {} ends early: {}", link, e.toString());
                        link.cut("what it lacks could not be sent: " + e.getMessage());
                    }
                },
                "zk4j-sync-" + link.id());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        var piece = channel.alloc().buffer(length).writeBytes(bytes, offset, length);
        try {
            var written = channel.writeAndFlush(piece).await();
            if (!written.isSuccess()) {
                throw new IOException("the connection broke: " + written.cause().getMessage(), written.cause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        link.progressed();
    }
}
