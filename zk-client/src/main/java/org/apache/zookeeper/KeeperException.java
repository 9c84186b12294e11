/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.zookeeper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed. The subclass tells the {@link Code}.
 *
 * <p>Long, because every subclass must be nested here for applications to find it.
 */
@SuppressWarnings({"serial", "InlineMeSuggester"})
public abstract class KeeperException extends Exception {
    private Code code;
    private @Nullable String path;
    private @Nullable String detail;

    /** Results of the multi that failed; empty for every other operation. */
    private transient @Nullable List<OpResult> results;

    /** An exception that names no path. */
    public KeeperException(Code code) {
        this.code = code;
    }

    KeeperException(Code code, @Nullable String path) {
        this.code = code;
        this.path = path;
    }

    /**
     * The exception of a code.
     *
     * @param path node concerned, to be shown in the message; may be null
     * @throws IllegalArgumentException if the code is {@link Code#OK} or has no exception
     */
    public static KeeperException create(Code code, @Nullable String path) {
        KeeperException exception = create(code);
        exception.path = path;
        return exception;
    }

    /** As {@link #create(Code, String)}, with the number of the code. */
    @Deprecated
    public static KeeperException create(int code, @Nullable String path) {
        return create(Code.get(code), path);
    }

    /** As {@link #create(Code)}, with the number of the code. */
    @Deprecated
    public static KeeperException create(int code) {
        return create(Code.get(code));
    }

    /**
     * The exception of a code, naming no path.
     *
     * @throws IllegalArgumentException if the code is {@link Code#OK} or has no exception
     */
    public static KeeperException create(Code code) {
        return switch (code) {
            case OK, UNKNOWNSESSION ->
                throw new IllegalArgumentException(
                        "code " + code + " (" + code.intValue() + ") does not stand for an exception");
            case SYSTEMERROR -> new SystemErrorException();
            case RUNTIMEINCONSISTENCY -> new RuntimeInconsistencyException();
            case DATAINCONSISTENCY -> new DataInconsistencyException();
            case CONNECTIONLOSS -> new ConnectionLossException();
            case MARSHALLINGERROR -> new MarshallingErrorException();
            case UNIMPLEMENTED -> new UnimplementedException();
            case OPERATIONTIMEOUT -> new OperationTimeoutException();
            case BADARGUMENTS -> new BadArgumentsException();
            case NEWCONFIGNOQUORUM -> new NewConfigNoQuorum();
            case RECONFIGINPROGRESS -> new ReconfigInProgress();
            case APIERROR -> new APIErrorException();
            case NONODE -> new NoNodeException();
            case NOAUTH -> new NoAuthException();
            case BADVERSION -> new BadVersionException();
            case NOCHILDRENFOREPHEMERALS -> new NoChildrenForEphemeralsException();
            case NODEEXISTS -> new NodeExistsException();
            case NOTEMPTY -> new NotEmptyException();
            case SESSIONEXPIRED -> new SessionExpiredException();
            case INVALIDCALLBACK -> new InvalidCallbackException();
            case INVALIDACL -> new InvalidACLException();
            case AUTHFAILED -> new AuthFailedException();
            case SESSIONMOVED -> new SessionMovedException();
            case NOTREADONLY -> new NotReadOnlyException();
            case EPHEMERALONLOCALSESSION -> new EphemeralOnLocalSessionException();
            case NOWATCHER -> new NoWatcherException();
            case REQUESTTIMEOUT -> new RequestTimeoutException();
            case RECONFIGDISABLED -> new ReconfigDisabledException();
            case SESSIONCLOSEDREQUIRESASLAUTH -> new SessionClosedRequireAuthException();
            case QUOTAEXCEEDED -> new QuotaExceededException();
            case THROTTLEDOP -> new ThrottledOpException();
        };
    }

    /** The exception for an answer of a server, which may be newer and know more codes. */
    static KeeperException ofReply(int number, @Nullable String path) {
        Code known = Code.BY_NUMBER.get(number);
        if (known == null || known == Code.OK || known == Code.UNKNOWNSESSION) {
            return withoutReply(Code.SYSTEMERROR.number, path, "the server's code was " + number);
        }
        return create(known, path);
    }

    /** The exception for a call that got no answer, with what the application's developer should know. */
    static KeeperException withoutReply(int number, @Nullable String path, String detail) {
        KeeperException exception = create(Code.get(number), path);
        exception.detail = detail;
        return exception;
    }

    /** The exception for a multi that failed. */
    static KeeperException ofMulti(int number, @Nullable String path, List<OpResult> results) {
        KeeperException exception = ofReply(number, path);
        exception.results = List.copyOf(results);
        return exception;
    }

    /** Replaces the code. The class of an exception already tells its code. */
    @Deprecated
    public void setCode(int code) {
        this.code = Code.get(code);
    }

    /** Returns the number of the code. */
    @Deprecated
    public int getCode() {
        return code.intValue();
    }

    /** Returns the code. */
    public Code code() {
        return code;
    }

    /** Returns the node concerned, as the client names it; null if none is known. */
    public @Nullable String getPath() {
        return path;
    }

    @Override
    public String getMessage() {
        String message = "KeeperErrorCode = " + code.description;
        if (path != null && !path.isEmpty()) {
            message += " for " + path;
        }
        return detail == null ? message : message + ": " + detail;
    }

    /**
     * Returns one result per operation if a multi failed, those that did not cause the failure with
     * {@link Code#RUNTIMEINCONSISTENCY} or {@link Code#OK}; null for every other operation.
     */
    public @Nullable List<OpResult> getResults() {
        return results == null ? null : new ArrayList<>(results);
    }

    /** The codes as plain numbers, for code written before {@link Code} was an enum. */
    @Deprecated
    public interface CodeDeprecated {
        @Deprecated
        int Ok = 0;

        @Deprecated
        int SystemError = -1;

        @Deprecated
        int RuntimeInconsistency = -2;

        @Deprecated
        int DataInconsistency = -3;

        @Deprecated
        int ConnectionLoss = -4;

        @Deprecated
        int MarshallingError = -5;

        @Deprecated
        int Unimplemented = -6;

        @Deprecated
        int OperationTimeout = -7;

        @Deprecated
        int BadArguments = -8;

        @Deprecated
        int NewConfigNoQuorum = -13;

        @Deprecated
        int ReconfigInProgress = -14;

        @Deprecated
        int UnknownSession = -12;

        @Deprecated
        int APIError = -100;

        @Deprecated
        int NoNode = -101;

        @Deprecated
        int NoAuth = -102;

        @Deprecated
        int BadVersion = -103;

        @Deprecated
        int NoChildrenForEphemerals = -108;

        @Deprecated
        int NodeExists = -110;

        @Deprecated
        int NotEmpty = -111;

        @Deprecated
        int SessionExpired = -112;

        @Deprecated
        int InvalidCallback = -113;

        @Deprecated
        int InvalidACL = -114;

        @Deprecated
        int AuthFailed = -115;

        @Deprecated
        int EphemeralOnLocalSession = -120;
    }

    /** What the server, or for some codes the client, says about a failed operation. */
    @SuppressWarnings("deprecation")
    public enum Code implements CodeDeprecated {
        /** Success. */
        OK(0, "ok"),

        /** Failures of the system, as opposed to refusals. Never sent itself: codes between this and {@link #APIERROR} are such. */
        SYSTEMERROR(-1, "SystemError"),

        /** An operation of a multi that was not tried because an earlier one failed. */
        RUNTIMEINCONSISTENCY(-2, "RuntimeInconsistency"),

        /** The server found its data damaged. */
        DATAINCONSISTENCY(-3, "DataInconsistency"),

        /** The connection broke before the reply: a write may have happened or not. Said by the client. */
        CONNECTIONLOSS(-4, "ConnectionLoss"),

        /** A request or reply could not be read. */
        MARSHALLINGERROR(-5, "MarshallingError"),

        /** The server does not know the operation. */
        UNIMPLEMENTED(-6, "Unimplemented"),

        /** An operation took too long. */
        OPERATIONTIMEOUT(-7, "OperationTimeout"),

        /** The server refuses the arguments. */
        BADARGUMENTS(-8, "BadArguments"),

        /** Too few servers of the proposed membership are in touch with the leader. */
        NEWCONFIGNOQUORUM(-13, "NewConfigNoQuorum"),

        /** Another change of the membership is under way. */
        RECONFIGINPROGRESS(-14, "ReconfigInProgress"),

        /** The server does not know the session. Used between servers. */
        UNKNOWNSESSION(-12, "UnknownSession"),

        /** Refusals. Never sent itself: codes below this are such. */
        APIERROR(-100, "APIError"),

        /** There is no such node. */
        NONODE(-101, "NoNode"),

        /** The access control list does not permit it. */
        NOAUTH(-102, "NoAuth"),

        /** The node has another version than was asked for. */
        BADVERSION(-103, "BadVersion"),

        /** An ephemeral node cannot have children. */
        NOCHILDRENFOREPHEMERALS(-108, "NoChildrenForEphemerals"),

        /** The node exists already. */
        NODEEXISTS(-110, "NodeExists"),

        /** The node has children. */
        NOTEMPTY(-111, "Directory not empty"),

        /** The session and its ephemeral nodes are gone. */
        SESSIONEXPIRED(-112, "Session expired"),

        /** Not used. */
        INVALIDCALLBACK(-113, "Invalid callback"),

        /** The access control list is empty or wrong. */
        INVALIDACL(-114, "InvalidACL"),

        /** The server refused the credentials. */
        AUTHFAILED(-115, "AuthFailed"),

        /** The session is attached to another server by now. */
        SESSIONMOVED(-118, "Session moved"),

        /** The server takes reads only. */
        NOTREADONLY(-119, "Not a read-only call"),

        /** A local session cannot have ephemeral nodes. */
        EPHEMERALONLOCALSESSION(-120, "Ephemeral node on local session"),

        /** There is no such watch to remove. */
        NOWATCHER(-121, "No such watcher"),

        /** No reply within {@code zookeeper.request.timeout}: a write may have happened or not. Said by the client. */
        REQUESTTIMEOUT(-122, "Request timeout"),

        /** The servers do not allow changes of the membership. */
        RECONFIGDISABLED(-123, "Reconfig is disabled"),

        /** The server serves only clients that prove an identity. */
        SESSIONCLOSEDREQUIRESASLAUTH(-124, "Session closed because client failed to authenticate"),

        /** A hard quota would be exceeded. */
        QUOTAEXCEEDED(-125, "Quota has exceeded"),

        /** The server is too busy and did not try. */
        THROTTLEDOP(-127, "Op throttled due to high load");

        private static final Map<Integer, Code> BY_NUMBER = new HashMap<>();

        static {
            for (Code code : values()) {
                BY_NUMBER.put(code.number, code);
            }
        }

        private final int number;
        private final String description;

        Code(int number, String description) {
            this.number = number;
            this.description = description;
        }

        /** Returns the number on the wire. */
        public int intValue() {
            return number;
        }

        /**
         * The code of a number on the wire.
         *
         * @throws IllegalArgumentException if this client knows none
         */
        public static Code get(int code) {
            Code known = BY_NUMBER.get(code);
            if (known == null) {
                throw new IllegalArgumentException("this client does not know the error code " + code);
            }
            return known;
        }
    }

    /** Code {@link Code#SYSTEMERROR}. */
    public static class SystemErrorException extends KeeperException {
        public SystemErrorException() {
            super(Code.SYSTEMERROR);
        }
    }

    /** Code {@link Code#RUNTIMEINCONSISTENCY}. */
    public static class RuntimeInconsistencyException extends KeeperException {
        public RuntimeInconsistencyException() {
            super(Code.RUNTIMEINCONSISTENCY);
        }
    }

    /** Code {@link Code#DATAINCONSISTENCY}. */
    public static class DataInconsistencyException extends KeeperException {
        public DataInconsistencyException() {
            super(Code.DATAINCONSISTENCY);
        }
    }

    /** Code {@link Code#CONNECTIONLOSS}. */
    public static class ConnectionLossException extends KeeperException {
        public ConnectionLossException() {
            super(Code.CONNECTIONLOSS);
        }
    }

    /** Code {@link Code#MARSHALLINGERROR}. */
    public static class MarshallingErrorException extends KeeperException {
        public MarshallingErrorException() {
            super(Code.MARSHALLINGERROR);
        }
    }

    /** Code {@link Code#UNIMPLEMENTED}. */
    public static class UnimplementedException extends KeeperException {
        public UnimplementedException() {
            super(Code.UNIMPLEMENTED);
        }
    }

    /** Code {@link Code#OPERATIONTIMEOUT}. */
    public static class OperationTimeoutException extends KeeperException {
        public OperationTimeoutException() {
            super(Code.OPERATIONTIMEOUT);
        }
    }

    /** Code {@link Code#BADARGUMENTS}. */
    public static class BadArgumentsException extends KeeperException {
        public BadArgumentsException() {
            super(Code.BADARGUMENTS);
        }

        public BadArgumentsException(@Nullable String path) {
            super(Code.BADARGUMENTS, path);
        }
    }

    /** Code {@link Code#NEWCONFIGNOQUORUM}. */
    public static class NewConfigNoQuorum extends KeeperException {
        public NewConfigNoQuorum() {
            super(Code.NEWCONFIGNOQUORUM);
        }
    }

    /** Code {@link Code#RECONFIGINPROGRESS}. */
    public static class ReconfigInProgress extends KeeperException {
        public ReconfigInProgress() {
            super(Code.RECONFIGINPROGRESS);
        }
    }

    /** Code {@link Code#UNKNOWNSESSION}. */
    public static class UnknownSessionException extends KeeperException {
        public UnknownSessionException() {
            super(Code.UNKNOWNSESSION);
        }
    }

    /** Code {@link Code#APIERROR}. */
    public static class APIErrorException extends KeeperException {
        public APIErrorException() {
            super(Code.APIERROR);
        }
    }

    /** Code {@link Code#NONODE}. */
    public static class NoNodeException extends KeeperException {
        public NoNodeException() {
            super(Code.NONODE);
        }

        public NoNodeException(@Nullable String path) {
            super(Code.NONODE, path);
        }
    }

    /** Code {@link Code#NOAUTH}. */
    public static class NoAuthException extends KeeperException {
        public NoAuthException() {
            super(Code.NOAUTH);
        }
    }

    /** Code {@link Code#BADVERSION}. */
    public static class BadVersionException extends KeeperException {
        public BadVersionException() {
            super(Code.BADVERSION);
        }

        public BadVersionException(@Nullable String path) {
            super(Code.BADVERSION, path);
        }
    }

    /** Code {@link Code#NOCHILDRENFOREPHEMERALS}. */
    public static class NoChildrenForEphemeralsException extends KeeperException {
        public NoChildrenForEphemeralsException() {
            super(Code.NOCHILDRENFOREPHEMERALS);
        }

        public NoChildrenForEphemeralsException(@Nullable String path) {
            super(Code.NOCHILDRENFOREPHEMERALS, path);
        }
    }

    /** Code {@link Code#NODEEXISTS}. */
    public static class NodeExistsException extends KeeperException {
        public NodeExistsException() {
            super(Code.NODEEXISTS);
        }

        public NodeExistsException(@Nullable String path) {
            super(Code.NODEEXISTS, path);
        }
    }

    /** Code {@link Code#NOTEMPTY}. */
    public static class NotEmptyException extends KeeperException {
        public NotEmptyException() {
            super(Code.NOTEMPTY);
        }

        public NotEmptyException(@Nullable String path) {
            super(Code.NOTEMPTY, path);
        }
    }

    /** Code {@link Code#SESSIONEXPIRED}. */
    public static class SessionExpiredException extends KeeperException {
        public SessionExpiredException() {
            super(Code.SESSIONEXPIRED);
        }
    }

    /** Code {@link Code#INVALIDCALLBACK}. */
    public static class InvalidCallbackException extends KeeperException {
        public InvalidCallbackException() {
            super(Code.INVALIDCALLBACK);
        }
    }

    /** Code {@link Code#INVALIDACL}. */
    public static class InvalidACLException extends KeeperException {
        public InvalidACLException() {
            super(Code.INVALIDACL);
        }

        public InvalidACLException(@Nullable String path) {
            super(Code.INVALIDACL, path);
        }
    }

    /** Code {@link Code#AUTHFAILED}. */
    public static class AuthFailedException extends KeeperException {
        public AuthFailedException() {
            super(Code.AUTHFAILED);
        }
    }

    /** Code {@link Code#SESSIONMOVED}. */
    public static class SessionMovedException extends KeeperException {
        public SessionMovedException() {
            super(Code.SESSIONMOVED);
        }
    }

    /** Code {@link Code#NOTREADONLY}. */
    public static class NotReadOnlyException extends KeeperException {
        public NotReadOnlyException() {
            super(Code.NOTREADONLY);
        }
    }

    /** Code {@link Code#EPHEMERALONLOCALSESSION}. */
    public static class EphemeralOnLocalSessionException extends KeeperException {
        public EphemeralOnLocalSessionException() {
            super(Code.EPHEMERALONLOCALSESSION);
        }
    }

    /** Code {@link Code#NOWATCHER}. */
    public static class NoWatcherException extends KeeperException {
        public NoWatcherException() {
            super(Code.NOWATCHER);
        }

        public NoWatcherException(@Nullable String path) {
            super(Code.NOWATCHER, path);
        }
    }

    /** Code {@link Code#REQUESTTIMEOUT}. */
    public static class RequestTimeoutException extends KeeperException {
        public RequestTimeoutException() {
            super(Code.REQUESTTIMEOUT);
        }
    }

    /** Code {@link Code#RECONFIGDISABLED}. */
    public static class ReconfigDisabledException extends KeeperException {
        public ReconfigDisabledException() {
            super(Code.RECONFIGDISABLED);
        }

        public ReconfigDisabledException(@Nullable String path) {
            super(Code.RECONFIGDISABLED, path);
        }
    }

    /** Code {@link Code#SESSIONCLOSEDREQUIRESASLAUTH}. */
    public static class SessionClosedRequireAuthException extends KeeperException {
        public SessionClosedRequireAuthException() {
            super(Code.SESSIONCLOSEDREQUIRESASLAUTH);
        }

        public SessionClosedRequireAuthException(@Nullable String path) {
            super(Code.SESSIONCLOSEDREQUIRESASLAUTH, path);
        }
    }

    /** Code {@link Code#QUOTAEXCEEDED}. */
    public static class QuotaExceededException extends KeeperException {
        public QuotaExceededException() {
            super(Code.QUOTAEXCEEDED);
        }

        public QuotaExceededException(@Nullable String path) {
            super(Code.QUOTAEXCEEDED, path);
        }
    }

    /** Code {@link Code#THROTTLEDOP}. */
    public static class ThrottledOpException extends KeeperException {
        public ThrottledOpException() {
            super(Code.THROTTLEDOP);
        }
    }
}
