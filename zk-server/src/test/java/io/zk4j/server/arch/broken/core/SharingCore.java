/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.arch.broken.core;

import io.netty.channel.Channel;
import io.zk4j.elsewhere.Stranger;

/** Breaks rules on purpose: shared state without a reason, Netty behind the edge, and another module's class. */
public final class SharingCore {
    private volatile int shared;

    public synchronized int bump(Channel channel) {
        shared = channel.hashCode();
        return shared;
    }

    public Class<?> stranger() {
        return Stranger.class;
    }
}
