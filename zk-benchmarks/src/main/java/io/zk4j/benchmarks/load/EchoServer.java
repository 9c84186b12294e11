/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that only counts frames and answers each with one that was prepared: what the machine can do at best. The first frame of a
 * connection holds the replies, to be sent in a circle. A program of its own, with one thread.
 */
public final class EchoServer {
    private static final int RECEIVE_BYTES = 1 << 20;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECEIVE_BYTES);

    private EchoServer(Selector selector) {
        this.selector = selector;
    }

    /** Takes the port of the loopback address to listen on. */
    public static void main(String[] arguments) throws IOException {
        try (var selector = Selector.open();
                var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            new EchoServer(selector).run();
        }
    }

    /** Connects to an echo server and tells it what to answer: frames with their lengths in front. */
    public static WireConnection connect(int port, List<byte[]> replies) throws IOException {
        var connection = WireConnection.connect(port);
        int bytes = replies.stream().mapToInt(each -> each.length).sum();
        var order = ByteBuffer.allocate(Integer.BYTES + bytes).putInt(bytes);
        replies.forEach(order::put);
        connection.write(order.flip());
        if (connection.readFrame().hasRemaining()) { // requests must not be on their way before the order was taken
            throw new IOException("the echo server on port " + port + " has not taken its order");
        }
        return connection;
    }

    private void run() throws IOException {
        while (true) {
            selector.select();
            for (var key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept((ServerSocketChannel) key.channel());
                } else if (key.attachment() instanceof Echo echo) {
                    goOn(echo, key);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void goOn(Echo echo, SelectionKey key) throws IOException {
        boolean stands;
        try {
            stands = echo.goOn(key, buffer);
        } catch (IOException e) {
            stands = false; // the client has gone, which is how each connection ends
        }
        if (!stands) {
            key.channel().close();
        }
    }

    private void accept(ServerSocketChannel listener) throws IOException {
        var channel = listener.accept();
        if (channel != null) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var client = new WireConnection(channel);
            var order = framesIn(
                    client.readFrame()); // the one thing that is waited for: it comes right behind the connection
            client.write(new byte[Integer.BYTES]); // an empty frame: taken
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Echo(channel, Script.ofFrames(order)));
        }
    }

    private static List<byte[]> framesIn(ByteBuffer order) {
        var replies = new ArrayList<byte[]>();
        while (order.hasRemaining()) {
            var frame = new byte[Integer.BYTES + order.getInt(order.position())];
            order.get(frame);
            replies.add(frame);
        }
        return replies;
    }

    /** One connection. */
    private static final class Echo implements FrameCounter.Listener {
        private final SocketChannel channel;
        private final ScriptSender replies;
        private final FrameCounter counter = new FrameCounter(0);
        private int arrived;

        Echo(SocketChannel channel, Script replies) {
            this.channel = channel;
            this.replies = new ScriptSender(channel, replies);
        }

        /** Answers what has come; returns whether the connection still stands. */
        boolean goOn(SelectionKey key, ByteBuffer buffer) throws IOException {
            arrived = 0;
            if (key.isReadable()) {
                if (channel.read(buffer.clear()) < 0) {
                    return false;
                }
                counter.take(buffer.flip(), this);
            }
            boolean allSent = replies.send(arrived);
            key.interestOps(allSent ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            return true;
        }

        @Override
        public void onFrame(ByteBuffer head, int at) {
            arrived++;
        }
    }
}
