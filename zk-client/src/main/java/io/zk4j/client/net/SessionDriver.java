/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import io.zk4j.client.security.SaslConversation;
import io.zk4j.client.session.Call;
import io.zk4j.client.session.Effect;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.HostPort;
import io.zk4j.client.session.Input;
import io.zk4j.client.session.SessionConfig;
import io.zk4j.client.session.SessionEvent;
import io.zk4j.client.session.SessionListener;
import io.zk4j.client.session.SessionMachine;
import io.zk4j.client.session.SessionStatus;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.FrameLimits;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.WireReader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link SessionMachine}: feeds it from a queue that any thread may fill, from the connection and from a timer, and carries
 * its effects out. All of that happens on one event loop; writes of a batch leave with one flush.
 */
public final class SessionDriver<W> {
    private static final Logger LOG = LoggerFactory.getLogger(SessionDriver.class);

    /** After so many inputs the loop gets a chance to serve its other sessions. */
    private static final int BATCH_MAX = 1_024;

    private final SessionConfig config;
    /** The frame that has come, read before the next one comes: one reader for all of them. */
    private final WireReader frame;

    private final Input<W> frameReceived;
    private final SessionListener<W> listener;
    private final Transport transport;
    private final ClientRuntime runtime;
    private final EventLoop loop;
    private final SessionMachine<W> machine;
    private final EffectsCarriedOut effects = new EffectsCarriedOut();
    private final Inbox<Input<W>> inbox = new Inbox<>();
    /** Whether the loop has been asked to look at the inbox: one wake-up for all that is added until it does. */
    private final AtomicBoolean awake = new AtomicBoolean();

    private final Runnable draining = this::drain;

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    /** What other threads see; written by the loop. */
    private volatile SessionStatus status;

    private volatile long aliveUntilNanos;
    /** Set by the loop when it lets go of the machine; from then on whoever submits takes the answer out of it. */
    private volatile boolean ended;

    private final Queue<Input<W>> consequences = new ArrayDeque<>();
    private @Nullable Connection connection;
    private @Nullable ScheduledFuture<?> timer;
    private long timerDue = Long.MAX_VALUE;
    private boolean ending;

    private SessionDriver(
            SessionConfig config,
            @Nullable W defaultWatcher,
            SessionListener<W> listener,
            Transport transport,
            ClientRuntime runtime) {
        this.config = config;
        this.frame = new WireReader(
                Unpooled.EMPTY_BUFFER, FrameLimits.of(config.frameBytesMax()).fieldBytesMax());
        this.frameReceived = new Input.FrameReceived<>(frame);
        this.listener = listener;
        this.transport = transport;
        this.runtime = runtime;
        this.loop = runtime.nextLoop();
        this.machine = new SessionMachine<>(config, defaultWatcher, System.nanoTime());
        this.status = machine.status();
    }

    /** A session that does not connect yet. */
    public static <W> SessionDriver<W> prepare(
            SessionConfig config, @Nullable W defaultWatcher, SessionListener<W> listener, Transport transport) {
        return new SessionDriver<>(config, defaultWatcher, listener, transport, ClientRuntime.acquire());
    }

    /** Begins to connect; nothing is told before. */
    public void begin() {
        submit(new Input.Tick<>());
    }

    /** Hands an input to the machine; any thread. */
    public void submit(Input<W> input) {
        inbox.add(input);
        if (ended) {
            answerAfterTheEnd();
        } else if (awake.compareAndSet(false, true)) {
            try {
                loop.execute(draining);
            } catch (RejectedExecutionException loopHasEnded) {
                answerAfterTheEnd();
            }
        }
    }

    public SessionStatus status() {
        return status;
    }

    public long provablyAliveUntilNanos() {
        return aliveUntilNanos;
    }

    /** Done when the session has ended and its socket is gone. */
    public CompletionStage<Void> closed() {
        return closed.minimalCompletionStage();
    }

    private static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    // ---- on the loop

    private void drain() {
        awake.set(false);
        for (int i = 0; i < BATCH_MAX && !ended; i++) {
            Input<W> input = inbox.poll();
            if (input == null) {
                break;
            }
            step(input);
        }
        afterBatch();
        if (ended) {
            answerAfterTheEnd();
        } else if (!inbox.isEmpty() && awake.compareAndSet(false, true)) {
            loop.execute(draining);
        }
    }

    private void step(Input<W> input) {
        for (Input<W> next = input; next != null; next = consequences.poll()) {
            List<Effect<W>> due = machine.step(nowMillis(), next);
            for (int i = 0; i < due.size(); i++) { // For each reply; an iterator would be garbage.
                due.get(i).deliverTo(effects);
            }
        }
    }

    private void afterBatch() {
        if (connection != null) {
            connection.flush();
        }
        noteAliveUntil();
        if (ending) {
            letGo();
        } else {
            setTimer();
        }
    }

    private void noteAliveUntil() {
        long alive = machine.provablyAliveUntilMillis();
        aliveUntilNanos = alive == Long.MIN_VALUE ? System.nanoTime() : TimeUnit.MILLISECONDS.toNanos(alive);
    }

    /** A timer that fires too early does no harm, so it is only ever set anew if it would fire too late. */
    private void setTimer() {
        long due = machine.nextTickAt();
        if (timer != null) {
            if (timerDue <= due) {
                return;
            }
            timer.cancel(false);
            timer = null;
        }
        if (due != Long.MAX_VALUE) {
            timerDue = due;
            timer = loop.schedule(this::onTimer, Math.max(0, due - nowMillis()), TimeUnit.MILLISECONDS);
        }
    }

    private void onTimer() {
        timer = null;
        if (!ended) {
            step(new Input.Tick<>());
            afterBatch();
        }
    }

    private void letGo() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (!ended) {
            ended = true;
            runtime.release();
        }
    }

    /**
     * Fails what was submitted after the end, on the thread that submits it. The lock is for those threads; the loop no longer uses
     * the machine and the inbox.
     */
    private void answerAfterTheEnd() {
        synchronized (machine) {
            for (Input<W> input = inbox.poll(); input != null; input = inbox.poll()) {
                for (Effect<W> effect : List.copyOf(machine.step(nowMillis(), input))) {
                    effect.deliverTo(effects);
                }
            }
        }
    }

    /** What the machine asks for. */
    private final class EffectsCarriedOut implements Effect.Driver<W>, Connection.Owner {
        @Override
        public void connect(HostPort server, long timeoutMillis) {
            LOG.debug("connecting to {}", server);
            var next = new Connection(loop, runtime.blocking(), transport, server, config.frameBytesMax(), this);
            connection = next;
            next.open(timeoutMillis);
        }

        @Override
        public void probe(HostPort server, long timeoutMillis) {
            LOG.debug("session 0x{}: asking {} whether it serves writes", id(), server);
            new WriteInquiry(loop, runtime.blocking(), transport, server, this::probed).ask(timeoutMillis);
        }

        private void probed(HostPort server, boolean writable) {
            if (!ended) {
                step(new Input.Probed<>(server, writable));
                afterBatch();
            }
        }

        @Override
        public void closeChannel(String why) {
            if (connection != null) {
                LOG.info("session 0x{}: closing the connection to {}: {}", id(), connection, why);
                connection.close();
            }
        }

        @Override
        public void writeHandshake(ConnectRequest request) {
            if (connection != null) {
                connection.write(request::encode);
            }
        }

        @Override
        public void write(int xid, Request request) {
            if (connection != null) {
                int bytes = connection.write(xid, request);
                if (bytes > config.frameBytesMax()) {
                    consequences.add(new Input.WriteRefused<>(xid, bytes));
                }
            }
        }

        @Override
        public void answerSasl(@Nullable Bytes challenge) {
            if (connection != null) {
                connection.answerSasl(challenge);
            }
        }

        @Override
        public void complete(Call<W> call, int xid, long zxid, int error, @Nullable Response response) {
            try {
                call.handler().onReply(xid, zxid, error, response);
            } catch (RuntimeException bug) {
                LOG.error("the handler of {} failed", call, bug);
            }
        }

        @Override
        public void fail(Call<W> call, Failure failure) {
            try {
                call.handler().onFailure(failure);
            } catch (RuntimeException bug) {
                LOG.error("the handler of {} failed", call, bug);
            }
        }

        @Override
        public void tell(SessionEvent event, Set<W> watchers) {
            try {
                listener.onEvent(event, watchers);
            } catch (RuntimeException bug) {
                LOG.error("the listener failed on {}", event, bug);
            }
        }

        @Override
        public void publish(SessionStatus now) {
            status = now;
            noteAliveUntil(); // Before the event that tells of the change, whose listeners may ask.
            LOG.info(
                    "session 0x{}: {}, server {}, timeout {} ms", id(), now.phase(), now.server(), now.timeoutMillis());
        }

        @Override
        public void ended(String why) {
            LOG.info("session 0x{} has ended: {}", id(), why);
            ending = true;
            ChannelFuture socketGone = connection == null ? null : connection.closeFuture();
            if (socketGone == null) {
                closed.complete(null);
            } else {
                socketGone.addListener(ignored -> closed.complete(null));
            }
        }

        private String id() {
            return Long.toHexString(status.sessionId());
        }

        @Override
        public void connectionUp(Connection which) {
            if (which == connection) {
                step(new Input.ChannelUp<>(which.saslReadiness(), which.reached()));
                afterBatch();
            }
        }

        @Override
        public void connectionDown(Connection which, String why) {
            if (which == connection && !ended) {
                LOG.info("session 0x{}: no connection to {}: {}", id(), which, why);
                connection = null;
                step(new Input.ChannelDown<>(why));
                afterBatch();
            }
        }

        @Override
        public void saslAnswered(Connection which, SaslConversation.Answer answer) {
            if (which == connection && !ended) {
                step(new Input.SaslAnswered<>(answer.token(), answer.satisfied()));
                afterBatch();
            }
        }

        @Override
        public void saslFailed(Connection which, String why) {
            if (which == connection && !ended) {
                step(new Input.SaslFailed<>(why));
                afterBatch();
            }
        }

        @Override
        public void frame(ByteBuf buffer, int bytes) {
            frame.turnTo(buffer, bytes);
            step(frameReceived);
        }

        @Override
        public void oversizedFrame(ByteBuf start, int frameBytes) {
            step(new Input.OversizedFrame<>(new WireReader(start), frameBytes));
        }

        @Override
        public void readComplete() {
            if (!ended) {
                afterBatch();
            }
        }
    }
}
