/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client;

import io.zk4j.client.ZkException.Advice;
import io.zk4j.client.session.Failure;
import io.zk4j.client.session.RequestText;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import org.jspecify.annotations.Nullable;

/** Picks the exception for an error that a server has answered with, and for a call without an answer. */
final class ZkExceptions {
    private ZkExceptions() {}

    static ZkException refused(Request request, @Nullable String path, int error) {
        return error == ErrorCode.MARSHALLING_ERROR.code()
                ? new RequestRefusedException(
                        ErrorCode.MARSHALLING_ERROR,
                        path,
                        Advice.GIVE_UP,
                        subject(request.opCode(), path) + RequestText.notTaken(request))
                : refused(request.opCode(), path, error);
    }

    static ZkException refused(OpCode operation, @Nullable String path, int error) {
        ErrorCode code = ErrorCode.of(error);
        String message = subject(operation, path);
        return switch (code) {
            case NO_NODE -> new NoNodeException(path, message + "there is no such znode");
            case NODE_EXISTS -> new NodeExistsException(path, message + "the znode exists already");
            case BAD_VERSION -> new BadVersionException(path, message + "the znode has another version");
            case NOT_EMPTY -> new NotEmptyException(path, message + "the znode has children");
            case NO_AUTH -> new NoAuthException(path, message + "the ACL does not allow it");
            case SESSION_EXPIRED -> new SessionExpiredException(path, message + "the session has expired");
            case AUTH_FAILED -> new AuthFailedException(path, Advice.GIVE_UP, message + "the credential was refused");
            case RECONFIG_IN_PROGRESS ->
                new RequestRefusedException(
                        code, path, Advice.RETRY, message + "another change of the ensemble is under way");
            case NEW_CONFIG_NO_QUORUM ->
                new RequestRefusedException(
                        code,
                        path,
                        Advice.RETRY,
                        message
                                + "no majority of the new members has a vote now and has caught up with the ensemble;"
                                + " start them, or remove those that are gone first");
            case RECONFIG_DISABLED ->
                new RequestRefusedException(
                        code,
                        path,
                        Advice.GIVE_UP,
                        message + "the servers do not allow it; reconfigEnabled=true in their configuration would");
            case NOT_READ_ONLY ->
                new RequestRefusedException(
                        code, path, Advice.RETRY, message + "the connected server has no quorum and serves reads only");
            case THROTTLED_OP ->
                new RequestRefusedException(code, path, Advice.RETRY, message + "the server is overloaded");
            default ->
                new RequestRefusedException(
                        code, path, Advice.GIVE_UP, message + "the server answered " + code + " (" + error + ")");
        };
    }

    private static String subject(OpCode operation, @Nullable String path) {
        return RequestText.operation(operation) + (path == null ? "" : " " + path) + ": ";
    }

    static ZkException failed(OpCode operation, @Nullable String path, Failure failure) {
        boolean harmless = !failure.maybeApplied() || operation.changesNothing();
        return switch (failure.reason()) {
            case CONNECTION_LOST ->
                harmless
                        ? new NotConnectedException(path, failure.message())
                        : new OutcomeUnknownException(path, failure.message());
            case TIMED_OUT ->
                harmless
                        ? new CallTimedOutException(path, failure.message())
                        : new OutcomeUnknownException(path, failure.message());
            case SESSION_ENDED ->
                new SessionExpiredException(path, harmless ? Advice.GIVE_UP : Advice.CHECK, failure.message());
            case AUTH_FAILED ->
                new AuthFailedException(path, harmless ? Advice.GIVE_UP : Advice.CHECK, failure.message());
            case REQUEST_TOO_LARGE, REPLY_TOO_LARGE ->
                new LimitExceededException(failure.reason().code(), path, failure.message());
            case TOO_MANY_CALLS ->
                new RequestRefusedException(failure.reason().code(), path, Advice.RETRY, failure.message());
            case REPLY_MALFORMED ->
                new RequestRefusedException(failure.reason().code(), path, Advice.CHECK, failure.message());
        };
    }
}
