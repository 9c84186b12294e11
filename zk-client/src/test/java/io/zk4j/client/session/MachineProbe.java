/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.netty.buffer.Unpooled;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import io.zk4j.protocol.Xid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine with a clock in hand. Says what it does in one line for each effect. */
final class MachineProbe implements Effect.Driver<String> {
    static final long SESSION = 0xabc;
    static final int TIMEOUT_MILLIS = 9_000;
    private static final Bytes PASSWORD =
            Bytes.copyOf(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

    private final SessionMachine<String> machine;
    private final List<String> said = new ArrayList<>();
    long now = 1_000_000;

    @Nullable
    ConnectRequest handshake;

    @Nullable
    Failure lastFailure;

    MachineProbe(SessionConfig config) {
        machine = new SessionMachine<>(config, "default", 42);
    }

    static SessionConfig.Builder config(int servers) {
        var list = new ArrayList<HostPort>();
        for (int i = 0; i < servers; i++) {
            list.add(new HostPort("zk" + i, 2181));
        }
        return SessionConfig.builder(list).sessionTimeoutMillis(TIMEOUT_MILLIS);
    }

    /** What was said since the last call. */
    List<String> said() {
        var lines = List.copyOf(said);
        said.clear();
        return lines;
    }

    SessionMachine<String> machine() {
        return machine;
    }

    MachineProbe step(Input<String> input) {
        machine.step(now, input).forEach(effect -> effect.deliverTo(this));
        return this;
    }

    MachineProbe tick() {
        return step(new Input.Tick<>());
    }

    /** Lets time pass, with each tick that is due on the way. */
    MachineProbe pass(long millis) {
        long end = now + millis;
        while (machine.nextTickAt() <= end) {
            now = Math.max(now, machine.nextTickAt());
            tick();
        }
        now = end;
        return this;
    }

    MachineProbe connected() {
        tick().step(new Input.ChannelUp<>()).accept(SESSION, TIMEOUT_MILLIS);
        said();
        return this;
    }

    MachineProbe accept(long sessionId, int timeoutMillis) {
        return frame(out -> new ConnectResponse(0, timeoutMillis, sessionId, PASSWORD, false, true).encode(out));
    }

    MachineProbe acceptReadOnly(long sessionId) {
        return frame(out -> new ConnectResponse(0, TIMEOUT_MILLIS, sessionId, PASSWORD, true, true).encode(out));
    }

    MachineProbe submit(String name, Request request) {
        return submit(name, request, null, 0);
    }

    MachineProbe submit(String name, Request request, @Nullable WatchChange<String> change, long timeoutMillis) {
        return step(new Call<>(request, change, new Named(name), timeoutMillis));
    }

    MachineProbe reply(int xid, long zxid, int error, @Nullable Response response) {
        return frame(out -> {
            new ReplyHeader(xid, zxid, error).encode(out);
            if (response != null) {
                response.encode(out);
            }
        });
    }

    MachineProbe event(long zxid, EventType type, String path) {
        return frame(out -> {
            new ReplyHeader(Xid.NOTIFICATION, zxid, 0).encode(out);
            new WatcherEvent(type.code(), 3, path).encode(out);
        });
    }

    MachineProbe frame(Consumer<WireWriter> body) {
        return step(new Input.FrameReceived<>(reader(body)));
    }

    static WireReader reader(Consumer<WireWriter> body) {
        var buffer = Unpooled.buffer();
        body.accept(new WireWriter(buffer));
        return new WireReader(buffer);
    }

    @Override
    public void connect(HostPort server, long timeoutMillis) {
        said.add("connect within " + timeoutMillis);
    }

    @Override
    public void probe(HostPort server, long timeoutMillis) {
        said.add("ask " + server + " within " + timeoutMillis);
    }

    @Override
    public void closeChannel(String why) {
        said.add("close channel");
    }

    @Override
    public void writeHandshake(ConnectRequest request) {
        handshake = request;
        said.add("handshake");
    }

    @Override
    public void write(int xid, Request request) {
        said.add("write " + xid + " " + RequestText.of(request));
    }

    @Override
    public void answerSasl(@Nullable Bytes challenge) {
        said.add(challenge == null ? "begin the login" : "answer " + challenge.length() + " bytes");
    }

    @Override
    public void complete(Call<String> call, int xid, long zxid, int error, @Nullable Response response) {
        call.handler().onReply(xid, zxid, error, response);
    }

    @Override
    public void fail(Call<String> call, Failure failure) {
        call.handler().onFailure(failure);
    }

    @Override
    public void tell(SessionEvent event, Set<String> watchers) {
        String what = event.serverPath() == null ? event.state().toString() : event.type() + " " + event.serverPath();
        said.add("tell " + what + " " + watchers);
    }

    @Override
    public void publish(SessionStatus status) {
        said.add(status.phase().toString());
    }

    @Override
    public void ended(String why) {
        said.add("ended");
    }

    private final class Named implements ReplyHandler {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void onReply(int xid, long zxid, int error, @Nullable Response response) {
            said.add(name + " = " + error);
        }

        @Override
        public void onFailure(Failure failure) {
            lastFailure = failure;
            said.add(name + " failed: " + failure.reason() + (failure.maybeApplied() ? " (maybe applied)" : ""));
        }
    }
}
