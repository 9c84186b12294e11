/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.zk4j.client.session.Call;
import io.zk4j.client.session.Effect;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.Input;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionEvent;
import io.zk4j.client.session.SessionMachine;
import io.zk4j.client.session.SessionPhase;
import io.zk4j.client.session.SessionStatus;
import io.zk4j.client.session.WatchChange;
import io.zk4j.client.session.sim.SimServer.Mood;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.SetDataRequest;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.WireWriter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The driver of one machine in simulated time. */
final class SimClient implements Effect.Driver<SimWatch> {
    static final int OVERSIZED_FRAME_BYTES = 5_000_000;

    private final SimEnsemble ensemble;
    private final SessionConfig config;
    private final SessionMachine<SimWatch> machine;
    private final Invariants invariants;
    private final Queue<Input<SimWatch>> consequences = new ArrayDeque<>();
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private @Nullable SimConnection connection;
    private @Nullable Object attempt;
    private long tickPlanned = Long.MAX_VALUE;
    private long pausedUntil;
    SessionStatus status;
    boolean ended;

    SimClient(SimEnsemble ensemble, SessionConfig config, long seed, Invariants invariants) {
        this.ensemble = ensemble;
        this.config = config;
        this.machine = new SessionMachine<>(config, SimWatch.DEFAULT, seed);
        this.invariants = invariants;
        this.status = machine.status();
    }

    void start() {
        ask(new Input.Tick<>());
    }

    /** The process gets no processor time for a while. */
    void pause(long millis) {
        pausedUntil = ensemble.timeline.now() + millis;
        invariants.paused(millis);
    }

    void submit(Request request, @Nullable WatchChange<SimWatch> change, long timeoutMillis) {
        whenAwake(() -> {
            var outcome = invariants.submitted(request, change, timeoutMillis);
            step(new Call<>(request, change, outcome, timeoutMillis));
        });
    }

    void ask(Input<SimWatch> input) {
        whenAwake(() -> step(input));
    }

    /** Runs what concerns the client, in order, as soon as it is not paused. */
    private void whenAwake(Runnable action) {
        mailbox.add(action);
        if (mailbox.size() == 1) {
            ensemble.timeline.at(pausedUntil, this::work);
        }
    }

    private void work() {
        if (ensemble.timeline.now() < pausedUntil) {
            ensemble.timeline.at(pausedUntil, this::work);
            return;
        }
        while (!mailbox.isEmpty()) {
            mailbox.element().run();
            mailbox.remove();
        }
    }

    private void step(Input<SimWatch> input) {
        for (Input<SimWatch> next = input; next != null; next = consequences.poll()) {
            for (Effect<SimWatch> effect : machine.step(ensemble.timeline.now(), next)) {
                effect.deliverTo(this);
            }
            invariants.afterStep(status, machine.provablyAliveUntilMillis());
        }
        if (input instanceof Input.Tick) {
            invariants.tickMadeProgress(machine.nextTickAt());
        }
        planTick();
    }

    private void planTick() {
        long due = machine.nextTickAt();
        if (due < tickPlanned) {
            tickPlanned = due;
            ensemble.timeline.at(due, () -> {
                tickPlanned = Long.MAX_VALUE;
                ask(new Input.Tick<>());
            });
        }
    }

    /** Answers on behalf of a connection, unless the machine has turned to another one in the meantime. */
    private void whileCurrent(Object which, Input<SimWatch> input) {
        whenAwake(() -> {
            if (attempt == which) {
                step(input);
            }
        });
    }

    @Override
    public void connect(HostPort address, long timeoutMillis) {
        var thisAttempt = new Object();
        attempt = thisAttempt;
        SimServer server = ensemble.servers.stream()
                .filter(each -> each.address.equals(address))
                .findFirst()
                .orElseThrow();
        ensemble.timeline.after(1 + ensemble.random.nextInt(5), () -> {
            if (attempt != thisAttempt || server.mood == Mood.STALLED) {
                return;
            }
            if (server.mood == Mood.DEAD) {
                whileCurrent(thisAttempt, new Input.ChannelDown<>("refused"));
                return;
            }
            connection = new SimConnection(server, new Ear(thisAttempt));
            whileCurrent(thisAttempt, new Input.ChannelUp<>());
        });
    }

    @Override
    public void probe(HostPort server, long timeoutMillis) {
        throw new AssertionError("no server here serves reads only");
    }

    @Override
    public void closeChannel(String why) {
        attempt = null;
        if (connection != null) {
            connection.closedByClient();
            connection = null;
        }
    }

    @Override
    public void writeHandshake(ConnectRequest request) {
        if (connection != null) {
            connection.sendHandshake(request);
        }
    }

    @Override
    public void write(int xid, Request request) {
        invariants.noteWritten(request);
        if (request instanceof SetDataRequest set
                && set.data() != null
                && set.data().length() > config.frameBytesMax()) {
            consequences.add(new Input.WriteRefused<>(xid, set.data().length()));
        } else if (connection != null) {
            connection.send(xid, request);
        }
    }

    @Override
    public void answerSasl(@Nullable Bytes challenge) {
        throw new AssertionError("no connection here begins with a login");
    }

    @Override
    public void complete(Call<SimWatch> call, int xid, long zxid, int error, @Nullable Response response) {
        call.handler().onReply(xid, zxid, error, response);
    }

    @Override
    public void fail(Call<SimWatch> call, Failure failure) {
        call.handler().onFailure(failure);
    }

    @Override
    public void tell(SessionEvent event, Set<SimWatch> watchers) {
        invariants.event(event, watchers);
    }

    @Override
    public void publish(SessionStatus now) {
        invariants.phaseChanged(status.phase(), now.phase());
        status = now;
    }

    @Override
    public void ended(String why) {
        ended = true;
        invariants.ended();
    }

    boolean isConnected() {
        return status.phase() == SessionPhase.CONNECTED;
    }

    /** Hears what one connection brings. */
    private final class Ear implements SimConnection.ClientEnd {
        private final Object which;

        Ear(Object which) {
            this.which = which;
        }

        @Override
        public void frame(ByteBuf frame) {
            whileCurrent(which, new Input.FrameReceived<>(new WireReader(frame)));
        }

        @Override
        public void oversized(ReplyHeader header) {
            ByteBuf start = Unpooled.buffer();
            header.encode(new WireWriter(start));
            whileCurrent(which, new Input.OversizedFrame<>(new WireReader(start), OVERSIZED_FRAME_BYTES));
        }

        @Override
        public void cut(String why) {
            whileCurrent(which, new Input.ChannelDown<>(why));
        }
    }
}
