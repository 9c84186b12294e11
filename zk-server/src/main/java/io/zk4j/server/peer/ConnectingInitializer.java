/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;

/**
 * Prepares a connection that this server opens. One that comes to its event loop when that is about to end would keep its socket for ever,
 * as nobody closes what the loop did not know when it closed everything.
 */
abstract class ConnectingInitializer extends ChannelInitializer<SocketChannel> {
    @Override
    protected final void initChannel(SocketChannel channel) {
        if (channel.eventLoop().isShuttingDown()) {
            channel.unsafe().closeForcibly();
        } else {
            prepare(channel);
        }
    }

    /** Puts its handlers into the pipeline. */
    abstract void prepare(SocketChannel channel);
}
