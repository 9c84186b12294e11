/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.Frames;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.RequestHeader;
import io.zk4j.protocol.Requests;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that says what the test tells it to, when the test tells it to. It greets, answers pings and credentials, and says goodbye by itself; each
 * other request waits until the test takes it and answers.
 */
public final class PlayedServer implements AutoCloseable {
    static final long SESSION_ID = 0x1234;
    static final Bytes PASSWORD = Bytes.ofUtf8("sixteen bytes !!");
    static final int TIMEOUT_MILLIS = 20_000;
    private static final int PATIENCE_SECONDS = 60;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConnectRequest> greeted = new LinkedBlockingQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Socket connection; // guarded by writing
    private boolean sessionExpired; // guarded by writing
    private long zxid = 100;
    private int xid;

    private record Asked(int xid, Request request) {}

    public PlayedServer() throws IOException {
        start(this::acceptAll);
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The next greeting of a client. */
    public ConnectRequest greeting() throws InterruptedException {
        ConnectRequest greeting = greeted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(greeting).as("a client should connect").isNotNull();
        return greeting;
    }

    /** The next request, which must be of this kind. The answers that follow are for it. */
    public <R extends Request> R take(Class<R> kind) throws InterruptedException {
        Asked next = asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("a request should come").isNotNull();
        assertThat(next.request()).isInstanceOf(kind);
        xid = next.xid();
        return kind.cast(next.request());
    }

    /** Answers the request taken last. */
    public void reply(Response response) {
        write(out -> Frames.writeReply(out, new ReplyHeader(xid, ++zxid, ErrorCode.OK.code()), response));
    }

    /** Refuses the request taken last. */
    public void refuse(int error) {
        write(out -> Frames.writeReply(out, new ReplyHeader(xid, ++zxid, error), null));
    }

    /** Tells the client of a change. */
    public void event(EventType type, String path) {
        write(out -> Frames.writeNotification(
                out, ++zxid, new WatcherEvent(type.code(), KeeperState.SYNC_CONNECTED.code(), path)));
    }

    /** Breaks the connection. */
    public void drop() throws IOException {
        writing.lock();
        try {
            if (connection != null) {
                connection.close();
            }
        } finally {
            writing.unlock();
        }
    }

    /** Breaks the connection; the client will be told that its session is over. */
    public void expireSession() throws IOException {
        writing.lock();
        try {
            sessionExpired = true;
        } finally {
            writing.unlock();
        }
        drop();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        drop();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket accepted = listener.accept();
                start(() -> serve(accepted));
            }
        } catch (IOException closed) {
            assertThat(listener.isClosed()).isTrue();
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            if (!greet(socket, ConnectRequest.decode(frame(in)))) {
                return;
            }
            while (true) {
                WireReader frame = frame(in);
                RequestHeader header = RequestHeader.decode(frame);
                if (!serve(header, Requests.decode(header.type(), frame))) {
                    return;
                }
            }
        } catch (EOFException | SocketException clientHasGone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean greet(Socket socket, ConnectRequest greeting) {
        writing.lock();
        try {
            connection = socket;
            boolean valid = !sessionExpired;
            var response = new ConnectResponse(
                    0, valid ? TIMEOUT_MILLIS : 0, valid ? SESSION_ID : 0, valid ? PASSWORD : zeroes(), false, true);
            write(out -> Frames.write(out, response::encode));
            greeted.add(greeting);
            return valid;
        } finally {
            writing.unlock();
        }
    }

    private static Bytes zeroes() {
        return Bytes.wrap(new byte[PASSWORD.length()]);
    }

    /** Whether the conversation goes on. */
    private boolean serve(RequestHeader header, Request request) {
        if (request instanceof PingRequest) {
            write(out -> Frames.writeReply(out, new ReplyHeader(Xid.PING, zxid, 0), new EmptyResponse()));
        } else if (request instanceof AuthRequest) {
            write(out -> Frames.writeReply(out, new ReplyHeader(Xid.AUTH, 0, 0), new EmptyResponse()));
        } else if (request instanceof CloseSessionRequest) {
            write(out -> Frames.writeReply(out, new ReplyHeader(header.xid(), zxid, 0), new EmptyResponse()));
            return false;
        } else {
            asked.add(new Asked(header.xid(), request));
        }
        return true;
    }

    private static WireReader frame(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return new WireReader(Unpooled.wrappedBuffer(body));
    }

    private void write(Consumer<ByteBuf> frame) {
        ByteBuf out = Unpooled.buffer();
        frame.accept(out);
        writing.lock();
        try {
            if (connection != null) {
                connection.getOutputStream().write(ByteBufUtil.getBytes(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "played-server");
        thread.setDaemon(true);
        thread.start();
    }
}
