/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that all sessions of this process share: event loops, and a few threads for what blocks: looking host names
 * up, reading certificates, logging in.
 *
 * <p>They come with the first session and go a second after the last, so that an application that has closed its clients has no thread
 * of ours left, and one that opens a client after the other does not start threads for each. This is why there is static state here,
 * the only one: a process has one network. All threads are daemons.
 */
final class ClientRuntime {
    private static final int EVENT_LOOPS_MAX = 4;
    private static final int BLOCKING_THREADS_MAX = 4;
    private static final int BLOCKING_QUEUE_MAX = 10_000;
    private static final int BLOCKING_IDLE_SECONDS = 5;
    private static final int SHUTDOWN_SECONDS_MAX = 5;
    private static final int UNUSED_SECONDS_MAX = 1;
    private static final int BUFFER_PAGE_BYTES = 8 * 1024;
    private static final int BUFFER_PAGES_LOG2 = 5;

    /**
     * Buffers for sockets. Netty's default allocator makes a garbage object for each use of a buffer, this one does not; its chunks
     * are small, since a client is a guest in the application's memory.
     */
    static final ByteBufAllocator BUFFERS = new PooledByteBufAllocator(
            true,
            0,
            EVENT_LOOPS_MAX,
            BUFFER_PAGE_BYTES,
            BUFFER_PAGES_LOG2,
            PooledByteBufAllocator.defaultSmallCacheSize(),
            PooledByteBufAllocator.defaultNormalCacheSize(),
            false);

    private static @Nullable ClientRuntime shared;

    private final EventLoopGroup loops;
    private final ThreadPoolExecutor blocking;
    private int users;
    private boolean endIsPlanned;

    private ClientRuntime() {
        int threads = Math.min(EVENT_LOOPS_MAX, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        this.loops = new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("zk4j-io", true), NioIoHandler.newFactory());
        this.blocking = new ThreadPoolExecutor(
                BLOCKING_THREADS_MAX,
                BLOCKING_THREADS_MAX,
                BLOCKING_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(BLOCKING_QUEUE_MAX),
                new DefaultThreadFactory("zk4j-blocking", true));
        this.blocking.allowCoreThreadTimeOut(true);
    }

    /** The shared threads, kept until {@link #release}. */
    static ClientRuntime acquire() {
        synchronized (ClientRuntime.class) { // Sessions come and go on any thread.
            if (shared == null) {
                shared = new ClientRuntime();
            }
            shared.users++;
            return shared;
        }
    }

    /** Gives the threads back, once for each {@link #acquire}. Does not wait for them to end. */
    void release() {
        synchronized (ClientRuntime.class) {
            users--;
            if (users > 0 || endIsPlanned) {
                return;
            }
            endIsPlanned = true;
        }
        var unused = loops.schedule(this::endIfUnused, UNUSED_SECONDS_MAX, TimeUnit.SECONDS);
    }

    private void endIfUnused() {
        synchronized (ClientRuntime.class) {
            endIsPlanned = false;
            if (users > 0) {
                return;
            }
            shared = null;
        }
        var unused = loops.shutdownGracefully(0, SHUTDOWN_SECONDS_MAX, TimeUnit.SECONDS);
        blocking.shutdown();
    }

    EventLoop nextLoop() {
        return loops.next();
    }

    /** Runs what may block on a name service, a file or another server. */
    Executor blocking() {
        return blocking;
    }
}
