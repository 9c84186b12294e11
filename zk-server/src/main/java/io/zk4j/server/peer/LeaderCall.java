/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.peer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries to reach a leader: all its addresses at once, and again after a moment, since it may have been elected before it
 * listens. The first connection wins. Owned by one event loop.
 */
final class LeaderCall {
    /** Pauses between tries. Apache's learners make five tries 100 ms apart; the first ones come sooner here. */
    private static final int[] PAUSES_MILLIS = {10, 20, 50, 100, 100, 100, 100};

    private final EventLoop loop;
    private final Function<InetSocketAddress, ChannelFuture> connector;
    private final Consumer<Channel> onConnected;
    private final Consumer<String> onGivenUp;
    private final long deadlineNanos;
    private int failures;
    private int pending;
    private boolean over;

    LeaderCall(
            EventLoop loop,
            Function<InetSocketAddress, ChannelFuture> connector,
            long patienceMillis,
            Consumer<Channel> onConnected,
            Consumer<String> onGivenUp) {
        this.loop = loop;
        this.connector = connector;
        this.onConnected = onConnected;
        this.onGivenUp = onGivenUp;
        this.deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    void tryAll(List<InetSocketAddress> addresses) {
        if (over) {
            return;
        }
        if (addresses.isEmpty()) {
            giveUp("its address is not known");
            return;
        }
        pending = addresses.size();
        for (var address : addresses) {
            var unused = connector
                    .apply(address)
                    .addListener((ChannelFuture connected) -> loop.execute(() -> tried(connected, addresses)));
        }
    }

    private void tried(ChannelFuture connected, List<InetSocketAddress> addresses) {
        pending--;
        if (connected.isSuccess() && over) {
            var unused = connected.channel().close();
        } else if (connected.isSuccess()) {
            over = true;
            onConnected.accept(connected.channel());
        } else if (pending == 0 && !over) {
            tryAgain(addresses, String.valueOf(connected.cause().getMessage()));
        }
    }

    private void tryAgain(List<InetSocketAddress> addresses, String failure) {
        if (failures == PAUSES_MILLIS.length || System.nanoTime() - deadlineNanos > 0) {
            giveUp(failure);
            return;
        }
        var unused = loop.schedule(() -> tryAll(addresses), PAUSES_MILLIS[failures], TimeUnit.MILLISECONDS);
        failures++;
    }

    private void giveUp(String reason) {
        over = true;
        onGivenUp.accept(reason);
    }

    /** Any thread: whoever asked has lost interest. */
    void cancel() {
        loop.execute(() -> over = true);
    }
}
