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
    /** Which error it is. */
    private Code code;
    /** What the call was about; null for nothing. */
    private @Nullable String path;
    /** What was attempted and what can be done; null if the code says all. */
    private @Nullable String detail;

    /** Results of the multi that failed; empty for every other operation. */
    private transient @Nullable List<OpResult> results;

    /**
     * An exception that names no path.
     *
     * @param code the number on the wire
     */
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
     * @param code the number on the wire
     * @param path node concerned, to be shown in the message; may be null
     * @return the exception
     * @throws IllegalArgumentException if the code is {@link Code#OK} or has no exception
     */
    public static KeeperException create(Code code, @Nullable String path) {
        KeeperException exception = create(code);
        exception.path = path;
        return exception;
    }

    /**
     * As {@link #create(Code, String)}, with the number of the code.
     *
     * @param code the number on the wire
     * @param path the node
     * @return the exception
     */
    @Deprecated
    public static KeeperException create(int code, @Nullable String path) {
        return create(Code.get(code), path);
    }

    /**
     * As {@link #create(Code)}, with the number of the code.
     *
     * @param code the number on the wire
     * @return the exception
     */
    @Deprecated
    public static KeeperException create(int code) {
        return create(Code.get(code));
    }

    /**
     * The exception of a code, naming no path.
     *
     * @param code the number on the wire
     * @return the exception
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
            return withDetail(Code.SYSTEMERROR.number, path, "the server's code was " + number);
        }
        return create(known, path);
    }

    /** The exception for a call whose code does not tell all, as it got no answer, with what the application's developer should know. */
    static KeeperException withDetail(int number, @Nullable String path, String detail) {
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

    /**
     * Replaces the code. The class of an exception already tells its code.
     *
     * @param code the number on the wire
     */
    @Deprecated
    public void setCode(int code) {
        this.code = Code.get(code);
    }

    /** {@return the number of the code} */
    @Deprecated
    public int getCode() {
        return code.intValue();
    }

    /** {@return the code} */
    public Code code() {
        return code;
    }

    /** {@return the node concerned, as the client names it; null if none is known} */
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
     * {@return one result per operation if a multi failed, those that did not cause the failure with {@link Code#RUNTIMEINCONSISTENCY} or
     * {@link Code#OK}; null for every other operation}
     */
    public @Nullable List<OpResult> getResults() {
        return results == null ? null : new ArrayList<>(results);
    }

    /** The codes as plain numbers, for code written before {@link Code} was an enum. */
    @Deprecated
    public interface CodeDeprecated {
        /** See {@link Code#OK}. */
        @Deprecated
        int Ok = 0;

        /** See {@link Code#SYSTEMERROR}. */
        @Deprecated
        int SystemError = -1;

        /** See {@link Code#RUNTIMEINCONSISTENCY}. */
        @Deprecated
        int RuntimeInconsistency = -2;

        /** See {@link Code#DATAINCONSISTENCY}. */
        @Deprecated
        int DataInconsistency = -3;

        /** See {@link Code#CONNECTIONLOSS}. */
        @Deprecated
        int ConnectionLoss = -4;

        /** See {@link Code#MARSHALLINGERROR}. */
        @Deprecated
        int MarshallingError = -5;

        /** See {@link Code#UNIMPLEMENTED}. */
        @Deprecated
        int Unimplemented = -6;

        /** See {@link Code#OPERATIONTIMEOUT}. */
        @Deprecated
        int OperationTimeout = -7;

        /** See {@link Code#BADARGUMENTS}. */
        @Deprecated
        int BadArguments = -8;

        /** See {@link Code#NEWCONFIGNOQUORUM}. */
        @Deprecated
        int NewConfigNoQuorum = -13;

        /** See {@link Code#RECONFIGINPROGRESS}. */
        @Deprecated
        int ReconfigInProgress = -14;

        /** See {@link Code#UNKNOWNSESSION}. */
        @Deprecated
        int UnknownSession = -12;

        /** See {@link Code#APIERROR}. */
        @Deprecated
        int APIError = -100;

        /** See {@link Code#NONODE}. */
        @Deprecated
        int NoNode = -101;

        /** See {@link Code#NOAUTH}. */
        @Deprecated
        int NoAuth = -102;

        /** See {@link Code#BADVERSION}. */
        @Deprecated
        int BadVersion = -103;

        /** See {@link Code#NOCHILDRENFOREPHEMERALS}. */
        @Deprecated
        int NoChildrenForEphemerals = -108;

        /** See {@link Code#NODEEXISTS}. */
        @Deprecated
        int NodeExists = -110;

        /** See {@link Code#NOTEMPTY}. */
        @Deprecated
        int NotEmpty = -111;

        /** See {@link Code#SESSIONEXPIRED}. */
        @Deprecated
        int SessionExpired = -112;

        /** See {@link Code#INVALIDCALLBACK}. */
        @Deprecated
        int InvalidCallback = -113;

        /** See {@link Code#INVALIDACL}. */
        @Deprecated
        int InvalidACL = -114;

        /** See {@link Code#AUTHFAILED}. */
        @Deprecated
        int AuthFailed = -115;

        /** See {@link Code#EPHEMERALONLOCALSESSION}. */
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

        /** {@return the number on the wire} */
        public int intValue() {
            return number;
        }

        /**
         * The code of a number on the wire.
         *
         * @param code the number on the wire
         * @return the code
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
        /** About no path. */
        public SystemErrorException() {
            super(Code.SYSTEMERROR);
        }
    }

    /** Code {@link Code#RUNTIMEINCONSISTENCY}. */
    public static class RuntimeInconsistencyException extends KeeperException {
        /** About no path. */
        public RuntimeInconsistencyException() {
            super(Code.RUNTIMEINCONSISTENCY);
        }
    }

    /** Code {@link Code#DATAINCONSISTENCY}. */
    public static class DataInconsistencyException extends KeeperException {
        /** About no path. */
        public DataInconsistencyException() {
            super(Code.DATAINCONSISTENCY);
        }
    }

    /** Code {@link Code#CONNECTIONLOSS}. */
    public static class ConnectionLossException extends KeeperException {
        /** About no path. */
        public ConnectionLossException() {
            super(Code.CONNECTIONLOSS);
        }
    }

    /** Code {@link Code#MARSHALLINGERROR}. */
    public static class MarshallingErrorException extends KeeperException {
        /** About no path. */
        public MarshallingErrorException() {
            super(Code.MARSHALLINGERROR);
        }
    }

    /** Code {@link Code#UNIMPLEMENTED}. */
    public static class UnimplementedException extends KeeperException {
        /** About no path. */
        public UnimplementedException() {
            super(Code.UNIMPLEMENTED);
        }
    }

    /** Code {@link Code#OPERATIONTIMEOUT}. */
    public static class OperationTimeoutException extends KeeperException {
        /** About no path. */
        public OperationTimeoutException() {
            super(Code.OPERATIONTIMEOUT);
        }
    }

    /** Code {@link Code#BADARGUMENTS}. */
    public static class BadArgumentsException extends KeeperException {
        /** About no path. */
        public BadArgumentsException() {
            super(Code.BADARGUMENTS);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public BadArgumentsException(@Nullable String path) {
            super(Code.BADARGUMENTS, path);
        }
    }

    /** Code {@link Code#NEWCONFIGNOQUORUM}. */
    public static class NewConfigNoQuorum extends KeeperException {
        /** About no path. */
        public NewConfigNoQuorum() {
            super(Code.NEWCONFIGNOQUORUM);
        }
    }

    /** Code {@link Code#RECONFIGINPROGRESS}. */
    public static class ReconfigInProgress extends KeeperException {
        /** About no path. */
        public ReconfigInProgress() {
            super(Code.RECONFIGINPROGRESS);
        }
    }

    /** Code {@link Code#UNKNOWNSESSION}. */
    public static class UnknownSessionException extends KeeperException {
        /** About no path. */
        public UnknownSessionException() {
            super(Code.UNKNOWNSESSION);
        }
    }

    /** Code {@link Code#APIERROR}. */
    public static class APIErrorException extends KeeperException {
        /** About no path. */
        public APIErrorException() {
            super(Code.APIERROR);
        }
    }

    /** Code {@link Code#NONODE}. */
    public static class NoNodeException extends KeeperException {
        /** About no path. */
        public NoNodeException() {
            super(Code.NONODE);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public NoNodeException(@Nullable String path) {
            super(Code.NONODE, path);
        }
    }

    /** Code {@link Code#NOAUTH}. */
    public static class NoAuthException extends KeeperException {
        /** About no path. */
        public NoAuthException() {
            super(Code.NOAUTH);
        }
    }

    /** Code {@link Code#BADVERSION}. */
    public static class BadVersionException extends KeeperException {
        /** About no path. */
        public BadVersionException() {
            super(Code.BADVERSION);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public BadVersionException(@Nullable String path) {
            super(Code.BADVERSION, path);
        }
    }

    /** Code {@link Code#NOCHILDRENFOREPHEMERALS}. */
    public static class NoChildrenForEphemeralsException extends KeeperException {
        /** About no path. */
        public NoChildrenForEphemeralsException() {
            super(Code.NOCHILDRENFOREPHEMERALS);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public NoChildrenForEphemeralsException(@Nullable String path) {
            super(Code.NOCHILDRENFOREPHEMERALS, path);
        }
    }

    /** Code {@link Code#NODEEXISTS}. */
    public static class NodeExistsException extends KeeperException {
        /** About no path. */
        public NodeExistsException() {
            super(Code.NODEEXISTS);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public NodeExistsException(@Nullable String path) {
            super(Code.NODEEXISTS, path);
        }
    }

    /** Code {@link Code#NOTEMPTY}. */
    public static class NotEmptyException extends KeeperException {
        /** About no path. */
        public NotEmptyException() {
            super(Code.NOTEMPTY);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public NotEmptyException(@Nullable String path) {
            super(Code.NOTEMPTY, path);
        }
    }

    /** Code {@link Code#SESSIONEXPIRED}. */
    public static class SessionExpiredException extends KeeperException {
        /** About no path. */
        public SessionExpiredException() {
            super(Code.SESSIONEXPIRED);
        }
    }

    /** Code {@link Code#INVALIDCALLBACK}. */
    public static class InvalidCallbackException extends KeeperException {
        /** About no path. */
        public InvalidCallbackException() {
            super(Code.INVALIDCALLBACK);
        }
    }

    /** Code {@link Code#INVALIDACL}. */
    public static class InvalidACLException extends KeeperException {
        /** About no path. */
        public InvalidACLException() {
            super(Code.INVALIDACL);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public InvalidACLException(@Nullable String path) {
            super(Code.INVALIDACL, path);
        }
    }

    /** Code {@link Code#AUTHFAILED}. */
    public static class AuthFailedException extends KeeperException {
        /** About no path. */
        public AuthFailedException() {
            super(Code.AUTHFAILED);
        }
    }

    /** Code {@link Code#SESSIONMOVED}. */
    public static class SessionMovedException extends KeeperException {
        /** About no path. */
        public SessionMovedException() {
            super(Code.SESSIONMOVED);
        }
    }

    /** Code {@link Code#NOTREADONLY}. */
    public static class NotReadOnlyException extends KeeperException {
        /** About no path. */
        public NotReadOnlyException() {
            super(Code.NOTREADONLY);
        }
    }

    /** Code {@link Code#EPHEMERALONLOCALSESSION}. */
    public static class EphemeralOnLocalSessionException extends KeeperException {
        /** About no path. */
        public EphemeralOnLocalSessionException() {
            super(Code.EPHEMERALONLOCALSESSION);
        }
    }

    /** Code {@link Code#NOWATCHER}. */
    public static class NoWatcherException extends KeeperException {
        /** About no path. */
        public NoWatcherException() {
            super(Code.NOWATCHER);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public NoWatcherException(@Nullable String path) {
            super(Code.NOWATCHER, path);
        }
    }

    /** Code {@link Code#REQUESTTIMEOUT}. */
    public static class RequestTimeoutException extends KeeperException {
        /** About no path. */
        public RequestTimeoutException() {
            super(Code.REQUESTTIMEOUT);
        }
    }

    /** Code {@link Code#RECONFIGDISABLED}. */
    public static class ReconfigDisabledException extends KeeperException {
        /** About no path. */
        public ReconfigDisabledException() {
            super(Code.RECONFIGDISABLED);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public ReconfigDisabledException(@Nullable String path) {
            super(Code.RECONFIGDISABLED, path);
        }
    }

    /** Code {@link Code#SESSIONCLOSEDREQUIRESASLAUTH}. */
    public static class SessionClosedRequireAuthException extends KeeperException {
        /** About no path. */
        public SessionClosedRequireAuthException() {
            super(Code.SESSIONCLOSEDREQUIRESASLAUTH);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public SessionClosedRequireAuthException(@Nullable String path) {
            super(Code.SESSIONCLOSEDREQUIRESASLAUTH, path);
        }
    }

    /** Code {@link Code#QUOTAEXCEEDED}. */
    public static class QuotaExceededException extends KeeperException {
        /** About no path. */
        public QuotaExceededException() {
            super(Code.QUOTAEXCEEDED);
        }

        /**
         * About a path.
         *
         * @param path what the call was about
         */
        public QuotaExceededException(@Nullable String path) {
            super(Code.QUOTAEXCEEDED, path);
        }
    }

    /** Code {@link Code#THROTTLEDOP}. */
    public static class ThrottledOpException extends KeeperException {
        /** About no path. */
        public ThrottledOpException() {
            super(Code.THROTTLEDOP);
        }
    }
}
