/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SaslRequest;
import io.zk4j.protocol.SaslResponse;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
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
    private final SaslExchange sasl = new SaslExchange();

    private SessionPhase phase = SessionPhase.CONNECTING;
    private Link link = Link.DOWN;
    private @Nullable HostPort server;
    private long giveUpAt;
    private long upSince;
    private boolean toldDisconnected;
    private boolean moving;
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
        if (closeCall.done && !phase.isFinal()) {
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
            case UP -> sasl.isPending() ? clock.silentAt() : Math.min(clock.silentAt(), clock.pingAt());
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
        for (Call<W> call : pending.takeOverdue(clock.now())) {
            outcomes.fail(call, Failures.timedOut(call));
        }
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
            case CONNECTING, HANDSHAKING -> {
                if (clock.now() >= giveUpAt) {
                    dropLink("no answer within " + clock.connectMillis(retry.servers()) + " ms");
                }
            }
            case UP -> keepAlive();
        }
        if (link != Link.UP && clock.now() >= clock.expiresAt()) {
            end(
                    SessionPhase.EXPIRED,
                    "no server has answered for the session timeout of " + clock.timeoutMillis() + " ms");
        }
    }

    private void keepAlive() {
        if (clock.now() >= clock.silentAt()) {
            String what = sasl.isPending() ? "the SASL login has made no progress" : "nothing heard";
            dropLink(what + " for two thirds of the session timeout");
        } else if (!sasl.isPending() && clock.now() >= clock.pingAt()) {
            clock.wrotePing();
            effects.add(new Effect.Write<>(Xid.PING, new PingRequest()));
        }
    }

    // ---- what the application asks for

    void onSubmitted(Call<W> call) {
        if (phase.isFinal()) {
            outcomes.fail(call, Failures.ended(call, phase, endedBecause));
        } else if (closing) {
            outcomes.fail(call, Failures.ended(call, SessionPhase.CLOSED, "it is being closed"));
        } else {
            pending.add(call, clock.now(), retry.failedTries());
            sendWaiting();
        }
    }

    void onAuthAdded(String scheme, Bytes auth) {
        var credential = new AuthRequest(0, scheme, auth);
        identity.add(credential);
        if ((link == Link.UP || link == Link.HANDSHAKING) && !sasl.isPending()) {
            write(credential);
        }
    }

    void onDefaultWatcherChanged(@Nullable W watcher) {
        watches.setDefaultWatcher(watcher);
    }

    void onServersChanged(List<HostPort> newServers) {
        HostPort serving = link == Link.UP ? server : null;
        // Moving away from a server is done with care: nothing new is sent, and what is in flight is awaited.
        moving = retry.replaceServers(newServers, serving) && !closing;
        moveWhenIdle();
    }

    void onCloseAsked() {
        if (phase.isFinal() || closing) {
            return;
        }
        closing = true;
        moving = false;
        if (identity.isNew() && !pending.hasUnsent()) {
            closeCall.done = true; // There is no session yet, and nobody waits for one.
            return;
        }
        closeDeadline = clock.now() + config.closeTimeoutMillis();
        pending.add(closeCall, clock.now(), retry.failedTries());
        sendWaiting();
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

    private void sendWaiting() {
        while (link == Link.UP && !moving && !sasl.isPending()) {
            Call<W> call = pending.sendNext(clock.now());
            if (call == null) {
                return;
            }
            clock.wrote();
            effects.add(new Effect.Write<>(call.xid, call.request()));
        }
    }

    private void write(AuthRequest credential) {
        clock.wrote();
        effects.add(new Effect.Write<>(Xid.AUTH, credential));
    }

    void onWriteRefused(int xid, int frameBytes) {
        Call<W> call = pending.inFlight(xid);
        if (call != null) {
            call.refusal = Failures.requestTooLarge(call, frameBytes, config.frameBytesMax());
            tellRefusals();
        }
    }

    /** Failures of calls that were never written are told in line with the replies. */
    private void tellRefusals() {
        for (Call<W> oldest = pending.oldestInFlight(); oldest != null; oldest = pending.oldestInFlight()) {
            var refusal = oldest.refusal;
            if (refusal == null) {
                return;
            }
            pending.removeOldestInFlight();
            outcomes.fail(oldest, refusal);
        }
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

    void onChannelUp(SaslReadiness readiness) {
        if (link != Link.CONNECTING) {
            return;
        }
        link = Link.HANDSHAKING;
        giveUpAt = clock.now() + clock.connectMillis(retry.servers());
        clock.wroteHandshake();
        effects.add(new Effect.WriteHandshake<>(identity.connectRequest(config)));
        sasl.connected(readiness);
        if (readiness == SaslReadiness.LOGIN_FAILED) {
            outcomes.tellEveryone(KeeperState.AUTH_FAILED);
        }
        if (!sasl.isPending()) {
            writeWhatTheServerForgot();
        }
    }

    /** Credentials and watches belong to a connection, so each new one gets them again, ahead of all calls. */
    private void writeWhatTheServerForgot() {
        identity.credentials().forEach(this::write);
        for (Request request : WatchReset.of(watches, identity.lastZxidReplied(), config.frameBytesMax())) {
            effects.add(new Effect.Write<>(Xid.SET_WATCHES, request));
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
        moving = false;
        if (served) {
            lostServer(reason);
        } else {
            retry.failed();
            for (Call<W> call : pending.takeExhausted(retry.failedTries(), retry.servers())) {
                outcomes.fail(call, Failures.unreachable(call, retry.servers(), reason));
            }
        }
        boolean allInVain = retry.planNext(clock.now());
        if (allInVain) {
            tellDisconnected();
        }
        if (retry.isDue(clock.now()) && !closeCall.done) {
            connect();
        }
    }

    private void lostServer(String reason) {
        phase = SessionPhase.CONNECTING;
        effects.add(new Effect.Publish<>(status()));
        for (Call<W> call : pending.takeInFlight()) {
            var refusal = call.refusal;
            outcomes.fail(call, refusal != null ? refusal : Failures.connectionLost(call, reason));
        }
        tellDisconnected();
        retry.lost(clock.now() - upSince);
    }

    /** Once for each outage: when a server is lost, or when at the start none can be reached. */
    private void tellDisconnected() {
        if (!toldDisconnected && !closing) {
            toldDisconnected = true;
            outcomes.tellEveryone(KeeperState.DISCONNECTED);
        }
    }

    private void moveWhenIdle() {
        if (moving && !pending.hasInFlight()) {
            dropLink("moving to another server of the new list");
        }
    }

    // ---- what the server says

    void onFrame(WireReader frame) {
        if (link != Link.UP && link != Link.HANDSHAKING) {
            return;
        }
        try {
            if (link == Link.UP) {
                onMessage(ReplyHeader.decode(frame), frame);
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
        toldDisconnected = false;
        phase = response.readOnly() ? SessionPhase.CONNECTED_READ_ONLY : SessionPhase.CONNECTED;
        effects.add(new Effect.Publish<>(status()));
        outcomes.tellEveryone(response.readOnly() ? KeeperState.CONNECTED_READ_ONLY : KeeperState.SYNC_CONNECTED);
        if (sasl.isPending()) {
            sasl.turnToUs();
            effects.add(new Effect.AnswerSasl<>(null));
        } else {
            sendWaiting();
        }
    }

    // ---- the SASL login

    void onSaslAnswered(@Nullable Bytes token, boolean satisfied) {
        if (link != Link.UP || !sasl.isOurTurn()) {
            return;
        }
        if (token != null) {
            int xid = pending.nextXid();
            sasl.turnToServer(xid, satisfied);
            clock.wrote();
            effects.add(new Effect.Write<>(xid, new SaslRequest(token)));
        } else if (satisfied) {
            loggedIn();
        } else {
            end(SessionPhase.AUTH_FAILED, "the SASL login has come to a halt: neither side has anything more to say");
        }
    }

    void onSaslFailed(String why) {
        if (link == Link.UP && sasl.isOurTurn()) {
            end(SessionPhase.AUTH_FAILED, "the SASL login failed: " + why);
        }
    }

    private void onSaslReply(ReplyHeader header, WireReader body) {
        if (header.err() != ErrorCode.OK.code()) {
            end(SessionPhase.AUTH_FAILED, "the server has refused the SASL login (" + ErrorCode.of(header.err()) + ")");
        } else if (sasl.isSatisfied()) {
            loggedIn();
        } else {
            Bytes challenge = SaslResponse.decode(body).token();
            sasl.turnToUs();
            effects.add(new Effect.AnswerSasl<>(challenge == null ? Bytes.EMPTY : challenge));
        }
    }

    private void loggedIn() {
        sasl.end();
        writeWhatTheServerForgot();
        outcomes.tellEveryone(KeeperState.SASL_AUTHENTICATED);
        sendWaiting();
    }

    private void onMessage(ReplyHeader header, WireReader body) {
        clock.heard();
        switch (header.xid()) {
            case Xid.PING -> clock.pingAnswered();
            case Xid.NOTIFICATION -> {
                identity.sawEvent(header.zxid());
                outcomes.notification(header, WatcherEvent.decode(body));
            }
            case Xid.AUTH -> {
                if (header.err() == ErrorCode.AUTH_FAILED.code()) {
                    end(SessionPhase.AUTH_FAILED, "the server has refused a credential");
                }
            }
            case Xid.SET_WATCHES -> {
                if (header.err() != ErrorCode.OK.code()) {
                    dropLink("it did not set the watches again: " + ErrorCode.of(header.err()));
                }
            }
            default -> {
                if (sasl.awaits(header.xid())) {
                    onSaslReply(header, body);
                    return;
                }
                Call<W> call = takeOldest(header);
                if (call != null) {
                    outcomes.reply(call, header, body);
                    afterReply();
                }
            }
        }
    }

    void onOversizedFrame(WireReader start, int frameBytes) {
        if (link != Link.UP) {
            onChannelUnintelligible(frameBytes);
            return;
        }
        clock.heard();
        Call<W> call = takeOldest(ReplyHeader.decode(start));
        if (call != null) {
            outcomes.fail(call, Failures.replyTooLarge(call, frameBytes, config.frameBytesMax()));
            afterReply();
        }
    }

    private void onChannelUnintelligible(int frameBytes) {
        if (link != Link.DOWN) {
            dropLink("it begins with a frame of " + frameBytes + " bytes; is this a ZooKeeper client port?");
        }
    }

    /** Takes the call that a reply is for out of the line; null, the connection dropped, if the reply is out of order. */
    private @Nullable Call<W> takeOldest(ReplyHeader header) {
        Call<W> call = pending.oldestInFlight();
        if (call == null || call.xid != header.xid()) {
            dropLink("reply " + header.xid() + " came when " + (call == null ? "none" : call.xid) + " was due");
            return null;
        }
        pending.removeOldestInFlight();
        clock.proven(call.sentMillis);
        identity.sawReply(header.zxid());
        return call;
    }

    private void afterReply() {
        tellRefusals();
        moveWhenIdle();
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
        effects.add(new Effect.Publish<>(status()));
        // Whoever waits for a lost session's replies is told of the loss first; whoever closes knows already.
        if (last == SessionPhase.EXPIRED) {
            outcomes.tellEveryone(KeeperState.EXPIRED);
        } else if (last == SessionPhase.AUTH_FAILED) {
            outcomes.tellEveryone(KeeperState.AUTH_FAILED);
        }
        for (Call<W> call : pending.takeAll()) {
            var refusal = call.refusal;
            outcomes.fail(call, refusal != null ? refusal : Failures.ended(call, last, why));
        }
        if (last == SessionPhase.CLOSED) {
            outcomes.tellEveryone(KeeperState.CLOSED);
        }
        effects.add(new Effect.Ended<>(why));
    }
}
