/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import io.zk4j.protocol.Xid;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * A session that has many requests under way, taken from a script, and checks that each reply answers the oldest of them without an
 * error. Owned by the thread of its {@link LightGenerator}.
 */
final class Pipeline implements FrameCounter.Listener {
    private static final int XID = Integer.BYTES;
    private static final int ERROR = XID + Integer.BYTES + Long.BYTES;
    private static final int HEADER_BYTES = ERROR;
    private static final int UNDER_WAY_AT_FIRST = 32;
    private static final int UNDER_WAY_MAX = 1 << 14;

    private final WireConnection connection;
    private final SelectionKey key;
    private final ScriptSender sender;
    private final int frames;
    private final FrameCounter counter = new FrameCounter(HEADER_BYTES);
    private final Histogram latencies;
    private long[] sentAt = new long[UNDER_WAY_AT_FIRST]; // a ring
    private long sent;
    private long answered;
    private long events;
    private int owed;
    private long now;

    /** Takes the connection over, and has it watched by the selector. */
    Pipeline(WireConnection connection, Script script, Selector selector, Histogram latencies) throws IOException {
        this.connection = connection;
        this.sender = new ScriptSender(connection.channel(), script);
        this.frames = script.size();
        this.latencies = latencies;
        connection.channel().configureBlocking(false);
        key = connection.channel().register(selector, SelectionKey.OP_READ, this);
    }

    /** How many watch events have come. */
    long events() {
        return events;
    }

    /** How many requests have been sent and not been answered. */
    int underWay() {
        return (int) (sent - answered);
    }

    /** Sends more requests; {@code since} is when their latency begins to count. */
    void send(int count, long since) throws IOException {
        if (underWay() + count > UNDER_WAY_MAX) {
            throw new IOException("more than " + UNDER_WAY_MAX + " requests would be under way on one connection");
        }
        while (underWay() + count > sentAt.length) {
            grow();
        }
        for (int i = 0; i < count; i++) {
            sentAt[(int) (sent++ % sentAt.length)] = since;
        }
        watchFor(sender.send(count));
    }

    private void grow() {
        var larger = new long[2 * sentAt.length];
        for (long i = answered; i < sent; i++) {
            larger[(int) (i % larger.length)] = sentAt[(int) (i % sentAt.length)];
        }
        sentAt = larger;
    }

    /** Has this many more requests to send, as others are answered. */
    void owe(int count) {
        owed += count;
    }

    /** Sends of what is owed as much as may be under way. */
    void sendOwed(int underWayMax) throws IOException {
        int count = Math.min(owed, underWayMax - underWay());
        if (count > 0) {
            owed -= count;
            send(count, System.nanoTime());
        }
    }

    /** Goes on with what the socket would not take before. */
    void flush() throws IOException {
        watchFor(sender.flush());
    }

    private void watchFor(boolean allSent) {
        int wanted = allSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Takes in what has arrived. */
    void receive(ByteBuffer buffer) throws IOException {
        if (connection.channel().read(buffer.clear()) < 0) {
            throw new EOFException("the server has closed a connection under load");
        }
        now = System.nanoTime();
        counter.take(buffer.flip(), this);
    }

    @Override
    public void onFrame(ByteBuffer head, int at) throws IOException {
        int xid = head.getInt(at + XID);
        int error = head.getInt(at + ERROR);
        if (xid == Xid.NOTIFICATION) {
            events++;
            return;
        }
        long expected = answered % frames + 1;
        boolean isAnswer = xid == expected || xid == Xid.PING;
        if (!isAnswer || error != 0) {
            throw new IOException("reply " + (answered + 1) + " has xid " + xid + " and error " + error
                    + ", expected xid " + expected + " and no error");
        }
        latencies.add(now - sentAt[(int) (answered++ % sentAt.length)]);
    }

    /** Gives the connection back for blocking calls. */
    void release() throws IOException {
        key.cancel();
        key.selector().selectNow(); // a channel must leave its selector before it may block
        connection.channel().configureBlocking(true);
    }
}
