/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/** How an operation ended, with its number in a {@link ReplyHeader}. */
public enum ErrorCode {
    /** No error. */
    OK(0),
    /** The server failed for a reason of its own. */
    SYSTEM_ERROR(-1),
    /** In a multi, a part behind the one that failed: it was not tried. */
    RUNTIME_INCONSISTENCY(-2),
    /** The data of the servers contradict each other. */
    DATA_INCONSISTENCY(-3),
    /** Never sent: a client's word for a reply that will not come. */
    CONNECTION_LOSS(-4),
    /** The request could not be understood. */
    MARSHALLING_ERROR(-5),
    /** The server does not have this operation, or has it switched off. */
    UNIMPLEMENTED(-6),
    /** Never sent: only inside clients. */
    OPERATION_TIMEOUT(-7),
    /** A path, flag or value that is not legal. */
    BAD_ARGUMENTS(-8),
    /** The server knows no such session. */
    UNKNOWN_SESSION(-12),
    /** A reconfiguration whose new members cannot form a quorum; nothing was changed. */
    NEW_CONFIG_NO_QUORUM(-13),
    /** Another reconfiguration is under way; it may be tried again later. */
    RECONFIG_IN_PROGRESS(-14),
    /** Not an error: where the range of the API errors begins. */
    API_ERROR(-100),
    /** The znode, or the parent of the one to be created, does not exist. */
    NO_NODE(-101),
    /** The access control list does not permit it. */
    NO_AUTH(-102),
    /** The znode or the configuration has another version than the one asked for. */
    BAD_VERSION(-103),
    /** An ephemeral znode cannot have children. */
    NO_CHILDREN_FOR_EPHEMERALS(-108),
    /** There is such a znode already. */
    NODE_EXISTS(-110),
    /** A znode with children cannot be deleted. */
    NOT_EMPTY(-111),
    /** The session is over. */
    SESSION_EXPIRED(-112),
    /** An old code that servers no longer send. */
    INVALID_CALLBACK(-113),
    /** The access control list is empty or has an entry that is not legal. */
    INVALID_ACL(-114),
    /** The credential was refused. */
    AUTH_FAILED(-115),
    /** The session is at another server by now; the request was not carried out. */
    SESSION_MOVED(-118),
    /** The server has no quorum and only answers reads. */
    NOT_READ_ONLY(-119),
    /** A local session that cannot be upgraded cannot own ephemeral znodes. */
    EPHEMERAL_ON_LOCAL_SESSION(-120),
    /** There is no such watch to be taken away. */
    NO_WATCHER(-121),
    /** Never sent: only inside clients. */
    REQUEST_TIMEOUT(-122),
    /** The servers are configured to refuse reconfiguration. */
    RECONFIG_DISABLED(-123),
    /** The server wants SASL before anything else, and has closed the session. */
    SESSION_CLOSED_REQUIRE_SASL_AUTH(-124),
    /** An enforced quota of a znode above would be exceeded. */
    QUOTA_EXCEEDED(-125),
    /** The queue in front of the server is full, or this request waited there too long; it was not carried out. */
    THROTTLED_OP(-127);

    private static final Map<Integer, ErrorCode> BY_CODE =
            Arrays.stream(values()).collect(toUnmodifiableMap(ErrorCode::code, Function.identity()));

    private final int code;

    ErrorCode(int code) {
        this.code = code;
    }

    /** {@return the number on the wire} */
    public int code() {
        return code;
    }

    /**
     * {@return the error with this number; a number of a newer server that is not known here counts as {@link #SYSTEM_ERROR}}
     *
     * @param code the number on the wire
     */
    public static ErrorCode of(int code) {
        return BY_CODE.getOrDefault(code, SYSTEM_ERROR);
    }
}
