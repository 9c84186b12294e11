/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.client.session.Failure.Reason;
import io.zk4j.protocol.MalformedFrameException;

/** Words the failures: what was attempted, why there is no reply, whether it may have been carried out, what to do. */
final class Failures {
    private static final String LIMIT_SETTING = "jute.maxbuffer";

    private Failures() {}

    static Failure connectionLost(Call<?> call, String reason) {
        return new Failure(
                Reason.CONNECTION_LOST,
                call + ": the connection was lost before the reply (" + reason + "); " + whatToDoOnceSent(call),
                true);
    }

    static Failure unreachable(Call<?> call, int servers, String lastReason) {
        String tried =
                servers == 1 ? "the server cannot be reached" : "none of the " + servers + " servers can be reached";
        return new Failure(
                Reason.CONNECTION_LOST,
                call + ": not sent, " + tried + " (" + lastReason + "); it can be repeated",
                false);
    }

    static Failure timedOut(Call<?> call) {
        boolean sent = call.xid != 0;
        return new Failure(
                Reason.TIMED_OUT,
                call + ": no reply within " + call.timeoutMillis() + " ms; "
                        + (sent
                                ? whatToDoOnceSent(call)
                                : "it was not sent, as no server was connected; it can be repeated"),
                sent);
    }

    private static String whatToDoOnceSent(Call<?> call) {
        return call.request().opCode().changesNothing()
                ? "it can be repeated, as it changes nothing"
                : "the server may have carried it out, check before repeating it";
    }

    static Failure ended(Call<?> call, SessionPhase phase, String why) {
        boolean sent = call.xid != 0;
        boolean harmless = call.request().opCode().changesNothing();
        Reason reason = phase == SessionPhase.AUTH_FAILED ? Reason.AUTH_FAILED : Reason.SESSION_ENDED;
        return new Failure(
                reason,
                call + ": the session is over (" + why + ")"
                        + (sent
                                ? (harmless ? "" : "; the server may have carried it out before")
                                : "; it was not sent"),
                sent);
    }

    static Failure requestTooLarge(Call<?> call, int frameBytes, int limit) {
        return new Failure(
                Reason.REQUEST_TOO_LARGE,
                call + ": not sent, the request takes " + frameBytes + " bytes, the limit is " + limit + " ("
                        + LIMIT_SETTING + "); send less, or raise the setting here and on the servers",
                false);
    }

    static Failure tooManyCalls(Call<?> call, int limit) {
        return new Failure(
                Reason.TOO_MANY_CALLS,
                call + ": not sent, " + limit + " calls have no answer yet, and that is the limit; wait for some of"
                        + " them and repeat it",
                false);
    }

    static Failure replyTooLarge(Call<?> call, int frameBytes, int limit) {
        return new Failure(
                Reason.REPLY_TOO_LARGE,
                call + ": the reply takes " + frameBytes + " bytes, the limit is " + limit + " (" + LIMIT_SETTING
                        + "); ask for less, or raise the setting in this client",
                true);
    }

    static Failure replyMalformed(Call<?> call, MalformedFrameException why) {
        return new Failure(Reason.REPLY_MALFORMED, call + ": the reply cannot be read: " + why.getMessage(), true);
    }
}
