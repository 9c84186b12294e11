/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.guard;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The connections of some event loops, so that none is left when these end: Netty closes what a loop knows when it begins to end, which
 * leaves open what comes a moment later, and what is being connected at that moment.
 *
 * <p>Thread-safe.
 */
public final class OpenConnections implements ConnectionGuard {
    /** A loop hands what it accepts to another one, so what has begun may take a second step. */
    private static final int STEPS = 2;

    private final ConnectionGuard next;
    /** Those added after its end are closed at once. */
    private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);

    /**
     * No connections yet.
     *
     * @param next is shown each of them as well
     */
    public OpenConnections(ConnectionGuard next) {
        this.next = next;
    }

    @Override
    public void opened(Channel channel, Kind kind, long peer) {
        channels.add(channel);
        next.opened(channel, kind, peer);
    }

    /**
     * Closes the connections and ends their event loops. To be called when the ports are closed; what is accepted or opened still is closed
     * too.
     *
     * @param millisMax how long each step may take: that the loops do what they were given, that the connections close, that the loops end
     */
    public void endWith(EventLoopGroup loops, long millisMax) {
        if (loops.isShuttingDown()) {
            return;
        }
        for (int step = 0; step < STEPS; step++) {
            for (EventExecutor loop : loops) {
                loop.submit(() -> {}).awaitUninterruptibly(millisMax);
            }
        }
        channels.close().awaitUninterruptibly(millisMax);
        loops.shutdownGracefully(0, millisMax, TimeUnit.MILLISECONDS).awaitUninterruptibly(millisMax);
    }
}
