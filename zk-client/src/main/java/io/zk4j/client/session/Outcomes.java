/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.EmptyResponse;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.MalformedFrameException;
import io.zk4j.protocol.ReplyHeader;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.Responses;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WireReader;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives each call its one outcome and each watcher its events, keeping the table of watches in step with both. */
final class Outcomes<W> {
    private final WatchRegistry<W> watches;
    private final List<Effect<W>> effects;
    private boolean toldDisconnected;

    Outcomes(WatchRegistry<W> watches, List<Effect<W>> effects) {
        this.watches = watches;
        this.effects = effects;
    }

    /** The server has answered. A body that cannot be read fails this call alone: the frames around it are whole. */
    void reply(Call<W> call, ReplyHeader header, WireReader body) {
        if (header.err() != ErrorCode.OK.code()) {
            complete(call, header, null);
            return;
        }
        Response response;
        try {
            response = Responses.decode(call.request().opCode(), body);
        } catch (MalformedFrameException malformed) {
            fail(call, Failures.replyMalformed(call, malformed));
            return;
        }
        complete(call, header, response);
    }

    private void complete(Call<W> call, ReplyHeader header, @Nullable Response response) {
        if (call.isDone()) {
            return;
        }
        call.done();
        if (call.isUntold()) {
            return;
        }
        var change = call.change();
        int error = header.err();
        if (change instanceof WatchChange.Add<W> add) {
            watches.add(add, error);
        } else if (change instanceof WatchChange.Remove<W> removal) {
            error = remove(removal, error, KeeperState.SYNC_CONNECTED);
            response = error == ErrorCode.OK.code() ? new EmptyResponse() : null;
        }
        effects.add(new Effect.Complete<>(call, header.zxid(), error, response));
    }

    /** There will be no answers; a call that was refused before it was written fails for that. */
    void failEach(List<Call<W>> calls, Function<Call<W>, Failure> why) {
        for (Call<W> call : calls) {
            var refusal = call.refusal;
            fail(call, refusal != null ? refusal : why.apply(call));
        }
    }

    /** There will be no answer. A removal that asked to be carried out here in any case succeeds nevertheless. */
    void fail(Call<W> call, Failure failure) {
        if (call.isDone()) {
            return;
        }
        call.done();
        if (call.isUntold()) {
            return;
        }
        if (call.change() instanceof WatchChange.Remove<W> removal && removal.local()) {
            int error = remove(removal, failure.reason().code().code(), KeeperState.DISCONNECTED);
            Response response = error == ErrorCode.OK.code() ? new EmptyResponse() : null;
            effects.add(new Effect.Complete<>(call, SessionEvent.NO_ZXID, error, response));
        } else {
            effects.add(new Effect.Fail<>(call, failure));
        }
    }

    /** A watch has fired. Types that this version does not know concern nobody here. */
    void notification(ReplyHeader header, WatcherEvent event) {
        var type = EventType.of(event.type());
        var state = KeeperState.of(event.state());
        if (type != null && type != EventType.NONE && state != null) {
            effects.add(new Effect.Notify<>(
                    new SessionEvent(type, state, event.path(), header.zxid()), watches.firedBy(type, event.path())));
        }
    }

    /** Tells that no server serves the session, once for each outage. */
    void tellDisconnected() {
        if (!toldDisconnected) {
            toldDisconnected = true;
            tellEveryone(KeeperState.DISCONNECTED);
        }
    }

    /** Tells that a server serves the session. */
    void tellConnected(boolean readOnly) {
        toldDisconnected = false;
        tellEveryone(readOnly ? KeeperState.CONNECTED_READ_ONLY : KeeperState.SYNC_CONNECTED);
    }

    /** The session has changed. */
    void tellEveryone(KeeperState state) {
        effects.add(new Effect.Notify<>(
                new SessionEvent(EventType.NONE, state, null, SessionEvent.NO_ZXID), watches.everyone(state)));
    }

    private int remove(WatchChange.Remove<W> removal, int error, KeeperState state) {
        return watches.remove(
                removal,
                error,
                (type, removed) -> effects.add(new Effect.Notify<>(
                        new SessionEvent(type, state, removal.serverPath(), SessionEvent.NO_ZXID), removed)));
    }
}
