/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session.sim;

import io.zk4j.client.session.Failure;
import io.zk4j.client.session.ReplyHandler;
import io.zk4j.client.session.SessionEvent;
import io.zk4j.client.session.SessionPhase;
import io.zk4j.client.session.SessionStatus;
import io.zk4j.client.session.WatchChange;
import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.GetDataResponse;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.Response;
import io.zk4j.protocol.StatResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold whatever the servers do, each under its name. */
final class Invariants {
    /** The promises of a session. */
    enum Name {
        EACH_CALL_ENDS_ONCE,
        REPLIES_IN_ORDER,
        REQUESTS_ARE_WRITTEN_ONCE,
        REQUESTS_ARE_CARRIED_OUT_ONCE,
        NOT_SENT_MEANS_NOT_CARRIED_OUT,
        CALLS_END_BY_THEIR_DEADLINE,
        TIME_NEVER_GOES_BACK,
        NO_EVENT_FOR_A_WATCH_NEVER_SET,
        ONE_SHOT_WATCHES_FIRE_ONCE,
        NO_EVENT_IS_LOST,
        SESSION_EVENTS_REACH_EVERY_WATCHER,
        DISCONNECTED_AND_CONNECTED_ALTERNATE,
        NOTHING_COMES_AFTER_THE_END,
        PROVABLY_ALIVE_IS_ALIVE,
        A_TICK_MAKES_PROGRESS,
        CLOSING_TAKES_A_BOUNDED_TIME,
        A_HEALED_WORLD_SERVES
    }

    /** How late a tick may be in simulated time: not at all, but for pauses of the client. */
    private static final int LATENESS_MILLIS = 1;

    private final SimEnsemble ensemble;
    private final List<Outcome> calls = new ArrayList<>();
    private final List<SimWatch> watches = new ArrayList<>();
    private final Set<Object> written = Collections.newSetFromMap(new IdentityHashMap<>());
    private int lastReplied = -1;
    private long lastZxid;
    private long pausedMillis;
    private @Nullable KeeperState told;
    private boolean ended;

    Invariants(SimEnsemble ensemble) {
        this.ensemble = ensemble;
    }

    static void check(boolean holds, Name name, Object detail) {
        if (!holds) {
            throw new AssertionError(name + ": " + detail);
        }
    }

    ReplyHandler submitted(Request request, @Nullable WatchChange<SimWatch> change, long timeoutMillis) {
        var outcome = new Outcome(calls.size(), request, change, timeoutMillis);
        calls.add(outcome);
        return outcome;
    }

    void paused(long millis) {
        pausedMillis += millis;
    }

    void noteWritten(Request request) {
        if (request.opCode().code() < 100 && request.opCode().code() != 11) {
            check(written.add(request), Name.REQUESTS_ARE_WRITTEN_ONCE, request);
        }
    }

    void afterStep(SessionStatus status, long provablyAliveUntil) {
        long now = ensemble.timeline.now();
        if (provablyAliveUntil > now && status.phase().isConnected()) {
            var session = ensemble.sessions.get(status.sessionId());
            check(
                    session != null && (session.isAlive(now) || session.closed),
                    Name.PROVABLY_ALIVE_IS_ALIVE,
                    "until " + provablyAliveUntil + ", now " + now);
        }
    }

    void tickMadeProgress(long nextTickAt) {
        check(nextTickAt > ensemble.timeline.now(), Name.A_TICK_MAKES_PROGRESS, "due again at " + nextTickAt);
    }

    void phaseChanged(SessionPhase before, SessionPhase after) {
        check(!before.isFinal(), Name.NOTHING_COMES_AFTER_THE_END, before + " became " + after);
    }

    void ended() {
        check(!ended, Name.NOTHING_COMES_AFTER_THE_END, "a second end");
        ended = true;
        for (Outcome call : calls) {
            check(call.ended, Name.EACH_CALL_ENDS_ONCE, call + " has no outcome at the end of the session");
        }
    }

    void event(SessionEvent event, Set<SimWatch> told) {
        check(!ended, Name.NOTHING_COMES_AFTER_THE_END, event);
        if (event.type() == EventType.NONE) {
            sessionEvent(event, told);
            return;
        }
        if (event.zxid() > 0) {
            check(event.zxid() >= lastZxid, Name.TIME_NEVER_GOES_BACK, event + " after zxid " + lastZxid);
        }
        for (SimWatch watch : told) {
            check(
                    watch.set && (watch.kind == Kind.PERSISTENT_RECURSIVE || watch.path.equals(event.serverPath())),
                    Name.NO_EVENT_FOR_A_WATCH_NEVER_SET,
                    watch + ": " + event);
            watch.fired++;
            check(watch.isPersistent() || watch.fired == 1, Name.ONE_SHOT_WATCHES_FIRE_ONCE, watch + ": " + event);
        }
    }

    private void sessionEvent(SessionEvent event, Set<SimWatch> watchers) {
        check(told != event.state(), Name.DISCONNECTED_AND_CONNECTED_ALTERNATE, event);
        told = event.state();
        check(watchers.contains(SimWatch.DEFAULT), Name.SESSION_EVENTS_REACH_EVERY_WATCHER, "not the default one");
        for (SimWatch watch : watches) {
            check(
                    watch.isWaiting() == watchers.contains(watch),
                    Name.SESSION_EVENTS_REACH_EVERY_WATCHER,
                    watch + ": " + event);
        }
    }

    /** At the end, with all servers well and everything synced: whoever still waits has missed nothing. */
    void nothingWasMissed(SimServer server) {
        for (SimWatch watch : watches) {
            if (watch.isWaiting() && !watch.isPersistent()) {
                long mzxid = server.mzxids.getOrDefault(watch.path, 0L);
                boolean unchanged = watch.onAbsent ? mzxid == 0 : mzxid == watch.mzxid;
                check(unchanged, Name.NO_EVENT_IS_LOST, watch + " knows " + watch.mzxid + ", there is " + mzxid);
            }
        }
    }

    void allCallsHaveEnded() {
        for (Outcome call : calls) {
            check(call.ended, Name.EACH_CALL_ENDS_ONCE, call + " has no outcome");
            int executions = ensemble.executions.getOrDefault(call.request, 0);
            check(executions <= 1, Name.REQUESTS_ARE_CARRIED_OUT_ONCE, call);
            check(!call.knownUnsent || executions == 0, Name.NOT_SENT_MEANS_NOT_CARRIED_OUT, call);
        }
    }

    /** Hears what becomes of one call. */
    private final class Outcome implements ReplyHandler {
        private final int index;
        private final Request request;
        private final @Nullable WatchChange<SimWatch> change;
        private final long deadline;
        private final long pausedBefore = pausedMillis;
        private boolean ended;
        private boolean knownUnsent;

        Outcome(int index, Request request, @Nullable WatchChange<SimWatch> change, long timeoutMillis) {
            this.index = index;
            this.request = request;
            this.change = change;
            this.deadline = timeoutMillis == 0 ? Long.MAX_VALUE / 2 : ensemble.timeline.now() + timeoutMillis;
        }

        @Override
        public void onReply(int xid, long zxid, int error, @Nullable Response response) {
            end();
            check(index > lastReplied, Name.REPLIES_IN_ORDER, this + " after call " + lastReplied);
            lastReplied = index;
            check(zxid >= lastZxid, Name.TIME_NEVER_GOES_BACK, this + " at " + zxid + " after " + lastZxid);
            lastZxid = zxid;
            if (change instanceof WatchChange.Add<SimWatch> add) {
                leave(add.watcher(), error, response);
            }
        }

        private void leave(SimWatch watch, int error, @Nullable Response response) {
            watch.onAbsent = watch.kind == Kind.EXIST && error == ErrorCode.NO_NODE.code();
            watch.set = error == 0 || watch.onAbsent;
            if (response instanceof GetDataResponse got) {
                watch.mzxid = got.stat().mzxid();
            } else if (response instanceof StatResponse got) {
                watch.mzxid = got.stat().mzxid();
            }
            watches.add(watch);
        }

        @Override
        public void onFailure(Failure failure) {
            end();
            knownUnsent = !failure.maybeApplied();
        }

        private void end() {
            check(!ended, Name.EACH_CALL_ENDS_ONCE, this);
            ended = true;
            long late = ensemble.timeline.now() - deadline - (pausedMillis - pausedBefore);
            check(late <= LATENESS_MILLIS, Name.CALLS_END_BY_THEIR_DEADLINE, this + " is late by " + late + " ms");
        }

        @Override
        public String toString() {
            return "call " + index + " " + request;
        }
    }
}
