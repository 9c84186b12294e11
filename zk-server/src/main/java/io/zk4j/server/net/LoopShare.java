/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.net;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.zk4j.server.core.ServerStats;

/**
 * What the connections of an event loop have in common, so that an idle one does not pay for its own.
 *
 * @param readSizes how much the next read of a socket is given room for: as much as reads of late came to, on whichever connection. It can
 *     be shared since a loop ends its reads from one socket before it begins with the next
 */
record LoopShare(Unreported unreported, RecvByteBufAllocator readSizes) {
    /** So that many small packets do not make somebody else's large one be read in many pieces. */
    private static final int READ_BYTES_MIN = 4 << 10;

    private static final int READ_BYTES_MAX = 64 << 10;
    /** Then the other connections have their turn. */
    private static final int READS_IN_A_ROW_MAX = 16;

    static LoopShare of(ServerStats stats) {
        var sizes = new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES_MIN, READ_BYTES_MAX);
        sizes.maxMessagesPerRead(READS_IN_A_ROW_MAX);
        var handle = sizes.newHandle();
        return new LoopShare(new Unreported(stats), () -> handle);
    }
}
