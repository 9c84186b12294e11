/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CloseSessionRequest;
import io.zk4j.protocol.ConnectRequest;
import io.zk4j.protocol.ConnectResponse;
import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Responses;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session of one client: connects, keeps it alive, moves it from server to server, and sees every call to its one outcome.
 *
 * <p>Pure: what happens comes in by {@link #step}, what is to be done goes out as {@link Effect}s, to be carried out in order before
 * the next step. Owned by the thread of the driver.
 */
public final class SessionMachine<W> {
    /** A connection that has lived this long counts as a success: the next outage begins without a pause. */
    static final int STABLE_MILLIS = 1_000;

    private static final int PASSWORD_BYTES = 16;
    private static final ReplyHandler NOBODY = new ReplyHandler() {
        @Override
        public void onReply(int xid, long zxid, int error, @Nullable Response response) {}

        @Override
        public void onFailure(Failure failure) {}
    };

    private enum Link {
        DOWN,
        CONNECTING,
        HANDSHAKING,
        UP
    }

    private record Credential(String scheme, Bytes auth) {}

    private final SessionConfig config;
    private final ServerList servers;
    private final ReconnectBackoff backoff;
    private final LinkClock clock;
    private final WatchRegistry<W> watches;
    private final PendingRequests<W> pending = new PendingRequests<>();
    private final Set<Credential> credentials = new LinkedHashSet<>();
    private final List<Effect<W>> effects = new ArrayList<>();

    private SessionPhase phase = SessionPhase.CONNECTING;
    private Link link = Link.DOWN;
    private @Nullable HostPort server;
    private long sessionId;
    private Bytes password = Bytes.wrap(new byte[PASSWORD_BYTES]);
    private int negotiatedTimeoutMillis;
    /** Whether the session is one that every server knows; one that a server without quorum made is worth nothing elsewhere. */
    private boolean knownEverywhere;

    /** No server behind this will do, so that time never goes backwards. Includes events, of which a client may have told others. */
    private long lastZxidSeen;
    /** What watches are relative to. Not events: of those with the same zxid, some may have been lost with the connection. */
    private long lastZxidReplied;

    private long retryAt = Long.MIN_VALUE;
    private long giveUpAt;
    private long upSince;
    private long failedTries;
    private int failedTriesInRound;
    private boolean toldDisconnected;
    private boolean moving;
    private @Nullable Call<W> closeCall;
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
        this.servers = new ServerList(config.servers(), random);
        this.backoff = new ReconnectBackoff(random);
        this.clock = new LinkClock(config.sessionTimeoutMillis());
        this.watches = new WatchRegistry<>(config.disableAutoWatchReset());
        this.watches.setDefaultWatcher(defaultWatcher);
        var resumed = config.resumed();
        if (resumed != null) {
            sessionId = resumed.sessionId();
            password = resumed.password();
            knownEverywhere = true;
        }
    }

    /** Takes in what happened at {@code nowMillis}, on a clock that does not go back. The list is valid until the next step. */
    public List<Effect<W>> step(long nowMillis, Input<W> input) {
        effects.clear();
        clock.advance(nowMillis);
        input.deliverTo(this);
        return effects;
    }

    /** When the next tick is due, if nothing happens before. */
    public long nextTickAt() {
        if (phase.isFinal()) {
            return Long.MAX_VALUE;
        }
        long linkDue = switch (link) {
            case DOWN -> Math.min(retryAt, clock.expiresAt());
            case CONNECTING, HANDSHAKING -> Math.min(giveUpAt, clock.expiresAt());
            case UP -> Math.min(clock.silentAt(), clock.pingAt());
        };
        return Math.min(linkDue, Math.min(closeDeadline, pending.earliestDeadline()));
    }

    /** The negotiated timeout after the last message that is known to have reached a server; the distant past without a session. */
    public long provablyAliveUntilMillis() {
        return phase.isFinal() ? Long.MIN_VALUE : clock.provablyAliveUntil();
    }

    public SessionStatus status() {
        return new SessionStatus(phase, sessionId, password, negotiatedTimeoutMillis, server);
    }

    // ---- time

    void onTick() {
        if (phase.isFinal()) {
            return;
        }
        for (Call<W> call : pending.takeOverdue(clock.now())) {
            fail(call, Failures.timedOut(call));
        }
        if (clock.now() >= closeDeadline) {
            end(SessionPhase.CLOSED, "closed; no server confirmed it in time");
            return;
        }
        switch (link) {
            case DOWN -> {
                if (clock.now() >= retryAt) {
                    connect();
                }
            }
            case CONNECTING, HANDSHAKING -> {
                if (clock.now() >= giveUpAt) {
                    dropLink("no answer within " + clock.connectMillis(servers.size()) + " ms");
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
            dropLink("nothing heard for two thirds of the session timeout");
        } else if (clock.now() >= clock.pingAt()) {
            clock.wrotePing();
            effects.add(new Effect.Write<>(Xid.PING, new PingRequest()));
        }
    }

    // ---- what the application asks for

    void onSubmitted(Call<W> call) {
        if (phase.isFinal()) {
            fail(call, Failures.ended(call, phase, endedBecause));
        } else if (closeCall != null) {
            fail(call, Failures.ended(call, SessionPhase.CLOSED, "it is being closed"));
        } else {
            pending.add(call, clock.now(), failedTries);
            sendWaiting();
        }
    }

    void onAuthAdded(String scheme, Bytes auth) {
        var credential = new Credential(scheme, auth);
        credentials.add(credential);
        if (link == Link.UP || link == Link.HANDSHAKING) {
            write(credential);
        }
    }

    void onDefaultWatcherChanged(@Nullable W watcher) {
        watches.setDefaultWatcher(watcher);
    }

    void onServersChanged(List<HostPort> newServers) {
        // Moving away from a server is done with care: nothing new is sent, and what is in flight is awaited.
        moving = servers.replace(newServers, server) && link == Link.UP && closeCall == null;
        moveWhenIdle();
    }

    void onCloseAsked() {
        if (phase.isFinal() || closeCall != null) {
            return;
        }
        boolean nothingToClose = sessionId == 0 && !pending.hasUnsent();
        if (nothingToClose) {
            end(SessionPhase.CLOSED, "closed");
            return;
        }
        closeCall = new Call<>(new CloseSessionRequest(), null, NOBODY, 0);
        closeDeadline = clock.now() + config.closeTimeoutMillis();
        moving = false;
        pending.add(closeCall, clock.now(), failedTries);
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
        while (link == Link.UP && !moving) {
            Call<W> call = pending.sendNext(clock.now());
            if (call == null) {
                return;
            }
            clock.wrote();
            effects.add(new Effect.Write<>(call.xid, call.request()));
        }
    }

    private void write(Credential credential) {
        clock.wrote();
        effects.add(new Effect.Write<>(Xid.AUTH, new AuthRequest(0, credential.scheme(), credential.auth())));
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
            fail(oldest, refusal);
        }
    }

    // ---- the connection

    private void connect() {
        HostPort next = servers.next();
        server = next;
        link = Link.CONNECTING;
        long millis = clock.connectMillis(servers.size());
        giveUpAt = clock.now() + millis;
        effects.add(new Effect.Connect<>(next, millis));
    }

    void onChannelUp() {
        if (link != Link.CONNECTING) {
            return;
        }
        link = Link.HANDSHAKING;
        giveUpAt = clock.now() + clock.connectMillis(servers.size());
        clock.wrote();
        effects.add(new Effect.WriteHandshake<>(new ConnectRequest(
                0,
                lastZxidSeen,
                config.sessionTimeoutMillis(),
                knownEverywhere ? sessionId : 0,
                knownEverywhere ? password : Bytes.wrap(new byte[PASSWORD_BYTES]),
                config.canBeReadOnly(),
                true)));
        credentials.forEach(this::write);
        for (Request request : WatchReset.of(watches, lastZxidReplied, config.frameBytesMax())) {
            effects.add(new Effect.Write<>(Xid.SET_WATCHES, request));
        }
    }

    void onChannelDown(String why) {
        if (!phase.isFinal() && link != Link.DOWN) {
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
        moving = false;
        server = null;
        if (served) {
            lostServer(reason);
        } else {
            failedTries++;
            failedTriesInRound++;
            for (Call<W> call : pending.takeExhausted(failedTries, servers.size())) {
                fail(call, Failures.unreachable(call, servers.size(), reason));
            }
        }
        if (phase.isFinal()) {
            return;
        }
        retryAt = clock.now();
        if (failedTriesInRound >= servers.size()) {
            failedTriesInRound = 0;
            retryAt += backoff.nextPauseMillis();
            tellDisconnected();
        }
        if (clock.now() >= retryAt) {
            connect();
        }
    }

    private void lostServer(String reason) {
        phase = SessionPhase.CONNECTING;
        effects.add(new Effect.Publish<>(status()));
        for (Call<W> call : pending.takeInFlight()) {
            var refusal = call.refusal;
            fail(call, refusal != null ? refusal : Failures.connectionLost(call, reason));
        }
        if (phase.isFinal()) {
            return;
        }
        tellDisconnected();
        if (clock.now() - upSince >= STABLE_MILLIS) {
            backoff.reset();
            failedTriesInRound = 0;
        } else {
            failedTriesInRound++;
        }
    }

    private void tellDisconnected() {
        if (!toldDisconnected) {
            toldDisconnected = true;
            tellEveryone(KeeperState.DISCONNECTED);
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
            if (knownEverywhere) {
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
        link = Link.UP;
        upSince = clock.now();
        sessionId = response.sessionId();
        password = response.password();
        negotiatedTimeoutMillis = response.timeoutMillis();
        knownEverywhere |= !response.readOnly();
        phase = response.readOnly() ? SessionPhase.CONNECTED_READ_ONLY : SessionPhase.CONNECTED;
        toldDisconnected = false;
        effects.add(new Effect.Publish<>(status()));
        tellEveryone(response.readOnly() ? KeeperState.CONNECTED_READ_ONLY : KeeperState.SYNC_CONNECTED);
        sendWaiting();
    }

    private void onMessage(ReplyHeader header, WireReader body) {
        clock.heard();
        switch (header.xid()) {
            case Xid.PING -> clock.pingAnswered();
            case Xid.NOTIFICATION -> onNotification(header, WatcherEvent.decode(body));
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
            default -> onReply(header, body);
        }
    }

    private void onNotification(ReplyHeader header, WatcherEvent event) {
        lastZxidSeen = Math.max(lastZxidSeen, header.zxid());
        var type = EventType.of(event.type());
        var state = KeeperState.of(event.state());
        if (type != null && type != EventType.NONE && state != null) {
            effects.add(new Effect.Notify<>(
                    new SessionEvent(type, state, event.path(), header.zxid()), watches.firedBy(type, event.path())));
        }
    }

    private void onReply(ReplyHeader header, WireReader body) {
        Call<W> call = oldestFor(header);
        if (call == null) {
            return;
        }
        lastZxidReplied = Math.max(lastZxidReplied, header.zxid());
        lastZxidSeen = Math.max(lastZxidSeen, header.zxid());
        Response response = null;
        if (header.err() == ErrorCode.OK.code()) {
            try {
                response = Responses.decode(call.request().opCode(), body);
            } catch (MalformedFrameException malformed) {
                fail(call, Failures.replyMalformed(call, malformed));
            }
        }
        complete(call, header, response);
        afterReply();
    }

    void onOversizedFrame(WireReader start, int frameBytes) {
        if (link != Link.UP) {
            dropLink("it begins with a frame of " + frameBytes + " bytes; is this a ZooKeeper client port?");
            return;
        }
        clock.heard();
        ReplyHeader header = ReplyHeader.decode(start);
        Call<W> call = oldestFor(header);
        if (call != null) {
            fail(call, Failures.replyTooLarge(call, frameBytes, config.frameBytesMax()));
            afterReply();
        }
    }

    /** Takes the call that a reply is for out of the line; null, the connection dropped, if the reply is out of order. */
    private @Nullable Call<W> oldestFor(ReplyHeader header) {
        Call<W> call = pending.oldestInFlight();
        if (call == null || call.xid != header.xid()) {
            dropLink("reply " + header.xid() + " came when " + (call == null ? "none" : call.xid) + " was due");
            return null;
        }
        pending.removeOldestInFlight();
        clock.proven(call.sentMillis);
        return call;
    }

    private void afterReply() {
        if (!phase.isFinal()) {
            tellRefusals();
            moveWhenIdle();
        }
    }

    // ---- outcomes

    private void complete(Call<W> call, ReplyHeader header, @Nullable Response response) {
        if (call == closeCall) {
            end(SessionPhase.CLOSED, "closed");
            return;
        }
        if (call.done) {
            return;
        }
        call.done = true;
        int error = header.err();
        if (call.change() instanceof WatchChange.Add<W> add) {
            watches.add(add, error);
        } else if (call.change() instanceof WatchChange.Remove<W> removal) {
            error = remove(removal, error, KeeperState.SYNC_CONNECTED);
        }
        boolean ok = error == ErrorCode.OK.code();
        Response shown = ok && response == null ? new EmptyResponse() : response;
        effects.add(new Effect.Complete<>(call, header.xid(), header.zxid(), error, ok ? shown : null));
    }

    private void fail(Call<W> call, Failure failure) {
        if (call == closeCall) {
            if (!phase.isFinal()) {
                end(SessionPhase.CLOSED, "closed; " + failure.message());
            }
            return;
        }
        if (call.done) {
            return;
        }
        call.done = true;
        if (call.change() instanceof WatchChange.Remove<W> removal && removal.local()) {
            int error = remove(removal, failure.reason().code().code(), KeeperState.DISCONNECTED);
            Response response = error == ErrorCode.OK.code() ? new EmptyResponse() : null;
            effects.add(new Effect.Complete<>(call, call.xid, SessionEvent.NO_ZXID, error, response));
            return;
        }
        effects.add(new Effect.Fail<>(call, failure));
    }

    private int remove(WatchChange.Remove<W> removal, int error, KeeperState state) {
        return watches.remove(
                removal,
                error,
                (type, removed) -> effects.add(new Effect.Notify<>(
                        new SessionEvent(type, state, removal.serverPath(), SessionEvent.NO_ZXID), removed)));
    }

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
            tellEveryone(KeeperState.EXPIRED);
        } else if (last == SessionPhase.AUTH_FAILED) {
            tellEveryone(KeeperState.AUTH_FAILED);
        }
        for (Call<W> call : pending.takeAll()) {
            var refusal = call.refusal;
            fail(call, refusal != null ? refusal : Failures.ended(call, last, why));
        }
        if (last == SessionPhase.CLOSED) {
            tellEveryone(KeeperState.CLOSED);
        }
        effects.add(new Effect.Ended<>(why));
    }

    private void tellEveryone(KeeperState state) {
        effects.add(new Effect.Notify<>(
                new SessionEvent(EventType.NONE, state, null, SessionEvent.NO_ZXID), watches.everyone(state)));
    }
}
