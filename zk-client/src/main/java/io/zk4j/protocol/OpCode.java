/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.protocol;

import org.jspecify.annotations.Nullable;

/** What a request asks for, or what a transaction does, with its number on the wire. */
public enum OpCode {
    /** Never a request. */
    NOTIFICATION(0),
    /** Creates a znode; answered by its path. */
    CREATE(1),
    /** Deletes a znode without children. */
    DELETE(2),
    /** Reads the stat of a znode that may be missing. */
    EXISTS(3),
    /** Reads data and stat. */
    GET_DATA(4),
    /** Sets the data; answered by the new stat. */
    SET_DATA(5),
    /** Reads the access control list. */
    GET_ACL(6),
    /** Sets the access control list. */
    SET_ACL(7),
    /** Reads the names of the children. */
    GET_CHILDREN(8),
    /** Waits until the server has seen what was committed when it was asked. */
    SYNC(9),
    /** Keeps the session alive. */
    PING(11),
    /** Reads the names of the children and the stat. */
    GET_CHILDREN2(12),
    /** Only inside a multi. */
    CHECK(13),
    /** Writes that happen all together or not at all. */
    MULTI(14),
    /** As {@link #CREATE}; answered by path and stat. */
    CREATE2(15),
    /** Changes the members of the ensemble. */
    RECONFIG(16),
    /** Asks whether a watch is set. */
    CHECK_WATCHES(17),
    /** Takes watches of a path away. */
    REMOVE_WATCHES(18),
    /** As {@link #CREATE2}, for a container. */
    CREATE_CONTAINER(19),
    /** Deletes an empty container or a znode whose time to live is over; sent among servers. */
    DELETE_CONTAINER(20),
    /** As {@link #CREATE2}, for a znode with a time to live. */
    CREATE_TTL(21),
    /** Several reads in one request. */
    MULTI_READ(22),
    /** Adds an identity to the connection. */
    AUTH(100),
    /** Sets one-shot watches again on a new connection. */
    SET_WATCHES(101),
    /** A step of a SASL conversation. */
    SASL(102),
    /** Lists the ephemeral znodes of the session. */
    GET_EPHEMERALS(103),
    /** Counts all znodes below a path. */
    GET_ALL_CHILDREN_NUMBER(104),
    /** As {@link #SET_WATCHES}, with persistent watches. */
    SET_WATCHES2(105),
    /** Sets a persistent watch. */
    ADD_WATCH(106),
    /** Lists the identities of the connection. */
    WHO_AM_I(107),
    /** Between servers and as a transaction; never a client's request. */
    CREATE_SESSION(-10),
    /** Ends the session and deletes its ephemeral znodes. */
    CLOSE_SESSION(-11),
    /** A transaction that changes nothing, and the failed parts of a multi. */
    ERROR(-1),
    /** Stands for every number that is none of the above, see {@link UnknownRequest}; never on the wire itself. */
    UNKNOWN(Integer.MIN_VALUE);

    private static final int LOWEST = -11;
    private static final int HIGHEST = 107;
    private static final @Nullable OpCode[] BY_CODE = byCode();

    private final int code;

    OpCode(int code) {
        this.code = code;
    }

    /** {@return the number on the wire} */
    public int code() {
        return code;
    }

    /** {@return whether a request of this kind changes nothing for others, so that it can be repeated without looking} */
    public boolean changesNothing() {
        return switch (this) {
            case EXISTS,
                    GET_DATA,
                    GET_ACL,
                    GET_CHILDREN,
                    GET_CHILDREN2,
                    SYNC,
                    MULTI_READ,
                    GET_EPHEMERALS,
                    GET_ALL_CHILDREN_NUMBER,
                    WHO_AM_I,
                    ADD_WATCH,
                    CHECK_WATCHES,
                    REMOVE_WATCHES -> true;
            default -> false;
        };
    }

    /**
     * {@return the operation with this number, or null if there is none; never {@link #UNKNOWN}}
     *
     * @param code the number on the wire
     */
    public static @Nullable OpCode of(int code) {
        return code < LOWEST || code > HIGHEST ? null : BY_CODE[code - LOWEST];
    }

    private static @Nullable OpCode[] byCode() {
        var byCode = new @Nullable OpCode[HIGHEST - LOWEST + 1];
        for (OpCode op : values()) {
            if (op != UNKNOWN) {
                byCode[op.code - LOWEST] = op;
            }
        }
        return byCode;
    }
}
