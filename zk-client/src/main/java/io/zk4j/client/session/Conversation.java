/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.AuthRequest;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.PingRequest;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SaslRequest;
import io.zk4j.protocol.SaslResponse;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import io.zk4j.protocol.Xid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection at a time, from the handshake to its end: who speaks, in which order, and what a reply belongs to.
 *
 * <p>Part of a {@link SessionMachine}, which makes connections and outlives them, and with which it shares what outlives them too.
 */
final class Conversation<W> {
    /** What a conversation may do to its session. */
    interface Session {
        /** The connection is of no more use. */
        void dropLink(String why);

        /** The session is over. */
        void end(SessionPhase last, String why);
    }

    private final SessionConfig config;
    private final LinkClock clock;
    private final SessionIdentity identity;
    private final WatchRegistry<W> watches;
    private final PendingRequests<W> pending;
    private final Outcomes<W> outcomes;
    private final List<Effect<W>> effects;
    private final Session session;
    private final SaslExchange sasl = new SaslExchange();

    private boolean begun;
    private boolean open;
    /** Why to leave once all replies are here; null if there is no reason to. */
    private @Nullable String leaving;

    Conversation(
            SessionConfig config,
            LinkClock clock,
            SessionIdentity identity,
            WatchRegistry<W> watches,
            PendingRequests<W> pending,
            Outcomes<W> outcomes,
            List<Effect<W>> effects,
            Session session) {
        this.config = config;
        this.clock = clock;
        this.identity = identity;
        this.watches = watches;
        this.pending = pending;
        this.outcomes = outcomes;
        this.effects = effects;
        this.session = session;
    }

    // ---- from the beginning to the end

    /** There is a connection: asks for the session, and says at once what needs no answer to that. */
    void begin(SaslReadiness readiness) {
        begun = true;
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

    /** The server has granted the session. */
    void open() {
        open = true;
        if (sasl.isPending()) {
            sasl.turnToUs();
            effects.add(new Effect.AnswerSasl<>(null));
        } else {
            sendWaiting();
        }
    }

    /** The connection is gone. */
    void end() {
        begun = false;
        open = false;
        leaving = null;
    }

    /** Leaves the server with care: nothing new is sent, and what is in flight is awaited. */
    void leave(String why) {
        if (open) {
            leaving = why;
            leaveWhenIdle();
        }
    }

    /** There is no more reason to leave. */
    void stay() {
        leaving = null;
        sendWaiting();
    }

    private void leaveWhenIdle() {
        if (leaving != null && !pending.hasInFlight()) {
            session.dropLink(leaving);
        }
    }

    // ---- what is sent

    /** Sends what waits, if the time has come. */
    void sendWaiting() {
        while (open && leaving == null && !sasl.isPending()) {
            Call<W> call = pending.sendNext(clock.now());
            if (call == null) {
                return;
            }
            clock.wrote();
            effects.add(call);
        }
    }

    /** Shows a credential, unless the server will be shown all of them later. */
    void show(AuthRequest credential) {
        if (begun && !sasl.isPending()) {
            write(credential);
        }
    }

    /** Credentials and watches belong to a connection, so each new one gets them again, ahead of all calls. */
    private void writeWhatTheServerForgot() {
        identity.credentials().forEach(this::write);
        for (Request request : WatchReset.of(watches, identity.lastZxidReplied(), config.frameBytesMax())) {
            effects.add(new Effect.Write<>(Xid.SET_WATCHES, request));
        }
    }

    private void write(AuthRequest credential) {
        clock.wrote();
        effects.add(new Effect.Write<>(Xid.AUTH, credential));
    }

    /** When {@link #keepAlive} has something to do, if nothing happens before. */
    long dueAt() {
        return sasl.isPending() ? clock.silentAt() : Math.min(clock.silentAt(), clock.pingAt());
    }

    void keepAlive() {
        if (clock.now() >= clock.silentAt()) {
            String what = sasl.isPending() ? "the SASL login has made no progress" : "nothing heard";
            session.dropLink(what + " for two thirds of the session timeout");
        } else if (!sasl.isPending() && clock.now() >= clock.pingAt()) {
            clock.wrotePing();
            effects.add(new Effect.Write<>(Xid.PING, new PingRequest()));
        }
    }

    void writeRefused(int xid, int frameBytes) {
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

    // ---- what the server says

    void message(ReplyHeader header, WireReader body) {
        clock.heard();
        switch (header.xid()) {
            case Xid.PING -> clock.pingAnswered();
            case Xid.NOTIFICATION -> {
                identity.sawEvent(header.zxid());
                outcomes.notification(header, WatcherEvent.decode(body));
            }
            case Xid.AUTH -> {
                if (header.err() == ErrorCode.AUTH_FAILED.code()) {
                    session.end(SessionPhase.AUTH_FAILED, "the server has refused a credential");
                }
            }
            case Xid.SET_WATCHES -> {
                if (header.err() != ErrorCode.OK.code()) {
                    session.dropLink("it did not set the watches again: " + ErrorCode.of(header.err()));
                }
            }
            default -> {
                if (sasl.awaits(header.xid())) {
                    saslReply(header, body);
                } else {
                    reply(header, body);
                }
            }
        }
    }

    private void reply(ReplyHeader header, WireReader body) {
        if (header.err() == ErrorCode.UNIMPLEMENTED.code() && isOutOfOrder(header)) {
            unknownToTheServer(header, body);
            return;
        }
        Call<W> call = takeOldest(header);
        if (call != null) {
            outcomes.reply(call, header, body);
            afterReply();
        }
    }

    private boolean isOutOfOrder(ReplyHeader header) {
        Call<W> oldest = pending.oldestInFlight();
        return oldest != null && oldest.xid != header.xid();
    }

    /**
     * Apache's servers refuse an operation that they do not know ahead of what they still work on, and then close the connection. Who
     * asked for it must hear that it is unknown: after a mere loss it would be asked for again on the next connection.
     */
    private void unknownToTheServer(ReplyHeader header, WireReader body) {
        Call<W> call = pending.takeInFlight(header.xid());
        if (call != null) {
            outcomes.reply(call, header, body);
        }
        session.dropLink("it does not know the operation of request " + header.xid());
    }

    void oversizedMessage(ReplyHeader header, int frameBytes) {
        clock.heard();
        Call<W> call = takeOldest(header);
        if (call != null) {
            outcomes.fail(call, Failures.replyTooLarge(call, frameBytes, config.frameBytesMax()));
            afterReply();
        }
    }

    /** Takes the call that a reply is for out of the line; null, the connection dropped, if the reply is out of order. */
    private @Nullable Call<W> takeOldest(ReplyHeader header) {
        Call<W> call = pending.oldestInFlight();
        if (call == null || call.xid != header.xid()) {
            session.dropLink("reply " + header.xid() + " came when " + (call == null ? "none" : call.xid) + " was due");
            return null;
        }
        pending.removeOldestInFlight();
        clock.proven(call.sentMillis);
        identity.sawReply(header.zxid());
        return call;
    }

    private void afterReply() {
        tellRefusals();
        leaveWhenIdle();
    }

    // ---- the SASL login

    /** The login of this side has its answer to what the server said. */
    void saslAnswered(@Nullable Bytes token, boolean satisfied) {
        if (!open || !sasl.isOurTurn()) {
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
            session.end(
                    SessionPhase.AUTH_FAILED,
                    "the SASL login has come to a halt: neither side has anything more to say");
        }
    }

    void saslFailed(String why) {
        if (open && sasl.isOurTurn()) {
            session.end(SessionPhase.AUTH_FAILED, "the SASL login failed: " + why);
        }
    }

    private void saslReply(ReplyHeader header, WireReader body) {
        if (header.err() != ErrorCode.OK.code()) {
            session.end(
                    SessionPhase.AUTH_FAILED,
                    "the server has refused the SASL login (" + ErrorCode.of(header.err()) + ")");
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
}
