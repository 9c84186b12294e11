/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import io.zk4j.protocol.ErrorCode;

/**
 * Why a call has no reply.
 *
 * @param message what was attempted, on which path, and what the caller can do
 * @param maybeApplied whether the request was sent, so that the server may have carried it out
 */
public record Failure(Reason reason, String message, boolean maybeApplied) {
    /** The kinds of failure, each with the code that the ZooKeeper API knows it by. */
    public enum Reason {
        /** No server could be reached, or the connection broke before the reply. */
        CONNECTION_LOST(ErrorCode.CONNECTION_LOSS),
        /** The session is over: expired, or closed. */
        SESSION_ENDED(ErrorCode.SESSION_EXPIRED),
        /** The server refused a credential, which ended the session. */
        AUTH_FAILED(ErrorCode.AUTH_FAILED),
        /** The call's deadline has passed. */
        TIMED_OUT(ErrorCode.REQUEST_TIMEOUT),
        /** The request is larger than the limit; it was not sent. */
        REQUEST_TOO_LARGE(ErrorCode.BAD_ARGUMENTS),
        /** The reply is larger than the limit; the server has carried the request out. */
        REPLY_TOO_LARGE(ErrorCode.MARSHALLING_ERROR),
        /** The reply cannot be read; the server has carried the request out. */
        REPLY_MALFORMED(ErrorCode.MARSHALLING_ERROR),
        /** More calls are under way than the limit allows; it was not sent. */
        TOO_MANY_CALLS(ErrorCode.THROTTLED_OP);

        private final ErrorCode code;

        Reason(ErrorCode code) {
            this.code = code;
        }

        /** What the ZooKeeper API calls it. */
        public ErrorCode code() {
            return code;
        }
    }
}
