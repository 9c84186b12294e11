/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One session of one client: connects, keeps it alive, moves it from server to server, and sees every call to its one outcome.
 *
 * <p>Pure: what happens comes in by {@link #step}, what is to be done goes out as {@link Effect}s, to be carried out in order before
 * the next step. Owned by the thread of the driver.
 */
public final class SessionMachine<W> {
    private enum Link {
        DOWN,
        CONNECTING,
        HANDSHAKING,
        UP
    }

    private final SessionConfig config;
    private final RetryPlan retry;
    private final LinkClock clock;
    private final SessionIdentity identity = new SessionIdentity();
    private final WatchRegistry<W> watches;
    private final PendingRequests<W> pending = new PendingRequests<>();
    private final List<Effect<W>> effects = new ArrayList<>();
    private final Outcomes<W> outcomes;
    private final Conversation<W> conversation;
    private final WritableSearch<W> search;

    private SessionPhase phase = SessionPhase.CONNECTING;
    private Link link = Link.DOWN;
    private @Nullable HostPort server;
    private long giveUpAt;
    private long upSince;
    private final Call<W> closeCall = Call.untold(new CloseSessionRequest());
    private boolean closing;
    private long closeDeadline = Long.MAX_VALUE;
    private String endedBecause = "";

    /**
     * A machine that starts to connect with the first tick.
     *
     * @param seed of the order of the servers and of the pauses between attempts
     */
    public SessionMachine(SessionConfig config, @Nullable W defaultWatcher, long seed) {
        var random = new Random(seed);
        this.config = config;
        this.retry = new RetryPlan(config.servers(), random);
        this.clock = new LinkClock(config.sessionTimeoutMillis());
        this.watches = new WatchRegistry<>(config.disableAutoWatchReset());
        this.watches.setDefaultWatcher(defaultWatcher);
        this.outcomes = new Outcomes<>(watches, effects);
        this.search = new WritableSearch<>(clock, retry, effects);
        this.conversation =
                new Conversation<>(config, clock, identity, watches, pending, outcomes, effects, new Verdicts());
        var resumed = config.resumed();
        if (resumed != null) {
            identity.resume(resumed);
        }
    }

    /** Takes in what happened at {@code nowMillis}, on a clock that does not go back. The list is valid until the next step. */
    public List<Effect<W>> step(long nowMillis, Input<W> input) {
        effects.clear();
        clock.advance(nowMillis);
        input.deliverTo(this);
        if (closeCall.isDone() && !phase.isFinal()) {
            end(SessionPhase.CLOSED, "closed");
        }
        return effects;
    }

    /** When the next tick is due, if nothing happens before. */
    public long nextTickAt() {
        if (phase.isFinal()) {
            return Long.MAX_VALUE;
        }
        long linkDue = switch (link) {
            case DOWN -> Math.min(retry.retryAt(), clock.expiresAt());
            case CONNECTING, HANDSHAKING -> Math.min(giveUpAt, clock.expiresAt());
            case UP -> Math.min(conversation.dueAt(), search.askAt());
        };
        return Math.min(linkDue, Math.min(closeDeadline, pending.earliestDeadline()));
    }

    /** The negotiated timeout after the last message that is known to have reached a server; the distant past without a session. */
    public long provablyAliveUntilMillis() {
        return phase.isFinal() ? Long.MIN_VALUE : clock.provablyAliveUntil();
    }

    public SessionStatus status() {
        return identity.status(phase, server);
    }

    // ---- time

    void onTick() {
        if (phase.isFinal()) {
            return;
        }
        outcomes.failEach(pending.takeOverdue(clock.now()), Failures::timedOut);
        if (clock.now() >= closeDeadline) {
            end(SessionPhase.CLOSED, "closed, though no server confirmed it in time");
            return;
        }
        switch (link) {
            case DOWN -> {
                if (retry.isDue(clock.now())) {
                    connect();
                }
            }
            case CONNECTING -> {
                if (clock.now() >= giveUpAt) {
                    dropLink("not reached within " + clock.connectMillis(retry.servers()) + " ms");
                }
            }
            case HANDSHAKING -> {
                if (clock.now() >= giveUpAt) {
                    String why = "no answer within " + clock.handshakeMillis(retry.servers()) + " ms";
                    clock.unanswered();
                    dropLink(why);
                }
            }
            case UP -> {
                conversation.keepAlive();
                search.ask();
            }
        }
        if (link != Link.UP && clock.now() >= clock.expiresAt()) {
            end(
                    SessionPhase.EXPIRED,
                    "no server has answered for the session timeout of " + clock.timeoutMillis() + " ms");
        }
    }

    // ---- what the application asks for

    void onSubmitted(Call<W> call) {
        if (phase.isFinal()) {
            outcomes.fail(call, Failures.ended(call, phase, endedBecause));
        } else if (closing) {
            outcomes.fail(call, Failures.ended(call, SessionPhase.CLOSED, "it is being closed"));
        } else if (pending.size() >= config.callsMax()) {
            outcomes.fail(call, Failures.tooManyCalls(call, config.callsMax()));
        } else {
            pending.add(call, clock.now(), retry.failedTries());
            conversation.sendWaiting();
        }
    }

    void onAuthAdded(String scheme, Bytes auth) {
        var credential = new AuthRequest(0, scheme, auth);
        identity.add(credential);
        conversation.show(credential);
    }

    void onDefaultWatcherChanged(@Nullable W watcher) {
        watches.setDefaultWatcher(watcher);
    }

    void onServersChanged(List<HostPort> newServers) {
        HostPort serving = link == Link.UP ? server : null;
        moveOrStay(retry.replaceServers(newServers, serving));
    }

    void onChoiceChanged(List<HostPort> newServers, boolean move) {
        retry.replaceServers(newServers, null);
        moveOrStay(move);
    }

    private void moveOrStay(boolean move) {
        if (move && !closing) {
            conversation.leave("moving to another server of the new list");
        } else {
            conversation.stay();
        }
        if (phase == SessionPhase.CONNECTED_READ_ONLY) {
            search.goOn();
        }
    }

    void onCloseAsked() {
        if (phase.isFinal() || closing) {
            return;
        }
        closing = true;
        conversation.stay();
        if (identity.isNew() && !pending.hasUnsent()) { // There is no session yet, and nobody waits for one.
            closeCall.done();
            return;
        }
        closeDeadline = clock.now() + config.closeTimeoutMillis();
        pending.add(closeCall, clock.now(), retry.failedTries());
        conversation.sendWaiting();
    }

    void onDropAsked() {
        if (link != Link.DOWN) {
            dropLink("broken on request");
        }
    }

    void onExpireAsked() {
        if (!phase.isFinal()) {
            end(SessionPhase.EXPIRED, "ended on request");
        }
    }

    void onWriteRefused(int xid, int frameBytes) {
        conversation.writeRefused(xid, frameBytes);
    }

    // ---- the connection

    private void connect() {
        HostPort next = retry.nextServer();
        server = next;
        link = Link.CONNECTING;
        long millis = clock.connectMillis(retry.servers());
        giveUpAt = clock.now() + millis;
        effects.add(new Effect.Connect<>(next, millis));
    }

    void onChannelUp(SaslReadiness readiness, @Nullable HostPort reached) {
        if (link != Link.CONNECTING) {
            return;
        }
        server = reached == null ? server : reached;
        link = Link.HANDSHAKING;
        giveUpAt = clock.now() + clock.handshakeMillis(retry.servers());
        conversation.begin(readiness);
    }

    void onProbed(HostPort asked, boolean writable) {
        if (phase == SessionPhase.CONNECTED_READ_ONLY && !closing) {
            search.answered(asked, writable);
            if (writable) {
                conversation.leave("moving to " + asked + ", which serves writes");
            }
        }
    }

    void onChannelDown(String why) {
        if (link != Link.DOWN) {
            lostLink(why);
        }
    }

    private void dropLink(String why) {
        effects.add(new Effect.CloseChannel<>(why));
        lostLink(why);
    }

    private void lostLink(String why) {
        boolean served = link == Link.UP;
        String reason = server + ": " + why;
        link = Link.DOWN;
        server = null;
        conversation.end();
        search.suspend();
        if (served) {
            lostServer(reason);
        } else {
            retry.failed();
            int tries = retry.servers();
            outcomes.failEach(
                    pending.takeExhausted(retry.failedTries(), tries),
                    call -> Failures.unreachable(call, tries, reason));
        }
        boolean allInVain = retry.planNext(clock.now());
        if (allInVain) {
            tellDisconnected();
        }
        if (retry.isDue(clock.now()) && !closeCall.isDone()) {
            connect();
        }
    }

    private void lostServer(String reason) {
        phase = SessionPhase.CONNECTING;
        effects.add(new Effect.Publish<>(status()));
        outcomes.failEach(pending.takeInFlight(), call -> Failures.connectionLost(call, reason));
        tellDisconnected();
        retry.lost(clock.now() - upSince);
    }

    /** When a server is lost, or when at the start none can be reached; not to those who close anyway. */
    private void tellDisconnected() {
        if (!closing) {
            outcomes.tellDisconnected();
        }
    }

    // ---- what the server says

    void onFrame(WireReader frame) {
        if (link != Link.UP && link != Link.HANDSHAKING) {
            return;
        }
        try {
            if (link == Link.UP) {
                conversation.message(ReplyHeader.decode(frame), frame);
            } else {
                onConnectResponse(ConnectResponse.decode(frame));
            }
        } catch (MalformedFrameException malformed) {
            dropLink("it does not speak the protocol: " + malformed.getMessage());
        }
    }

    private void onConnectResponse(ConnectResponse response) {
        if (response.timeoutMillis() <= 0) {
            if (identity.isKnownEverywhere()) {
                end(SessionPhase.EXPIRED, "the server says that it has expired");
            } else {
                dropLink("the server refuses a new session");
            }
            return;
        }
        if (response.readOnly() && !config.canBeReadOnly()) {
            dropLink("the server is read-only");
            return;
        }
        clock.established(response.timeoutMillis());
        identity.accepted(response);
        link = Link.UP;
        upSince = clock.now();
        phase = response.readOnly() ? SessionPhase.CONNECTED_READ_ONLY : SessionPhase.CONNECTED;
        effects.add(new Effect.Publish<>(status()));
        outcomes.tellConnected(response.readOnly());
        search.reached(response.readOnly());
        conversation.open();
    }

    void onSaslAnswered(@Nullable Bytes token, boolean satisfied) {
        conversation.saslAnswered(token, satisfied);
    }

    void onSaslFailed(String why) {
        conversation.saslFailed(why);
    }

    void onOversizedFrame(WireReader start, int frameBytes) {
        if (link == Link.UP) {
            conversation.oversizedMessage(ReplyHeader.decode(start), frameBytes);
        } else if (link != Link.DOWN) {
            dropLink("it begins with a frame of " + frameBytes + " bytes; is this a ZooKeeper client port?");
        }
    }

    // ---- the end

    private void end(SessionPhase last, String why) {
        phase = last;
        endedBecause = why;
        if (link != Link.DOWN) {
            effects.add(new Effect.CloseChannel<>(why));
        }
        link = Link.DOWN;
        server = null;
        conversation.end();
        effects.add(new Effect.Publish<>(status()));
        // Whoever waits for a lost session's replies is told of the loss first; whoever closes knows already.
        if (last == SessionPhase.EXPIRED) {
            outcomes.tellEveryone(KeeperState.EXPIRED);
        } else if (last == SessionPhase.AUTH_FAILED) {
            outcomes.tellEveryone(KeeperState.AUTH_FAILED);
        }
        outcomes.failEach(pending.takeAll(), call -> Failures.ended(call, last, why));
        if (last == SessionPhase.CLOSED) {
            outcomes.tellEveryone(KeeperState.CLOSED);
        }
        effects.add(new Effect.Ended<>(why));
    }

    /** What the conversation has come to. */
    private final class Verdicts implements Conversation.Session {
        @Override
        public void dropLink(String why) {
            SessionMachine.this.dropLink(why);
        }

        @Override
        public void end(SessionPhase last, String why) {
            SessionMachine.this.end(last, why);
        }
    }
}
