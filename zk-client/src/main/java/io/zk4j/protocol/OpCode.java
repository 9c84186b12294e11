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
    CREATE(1),
    DELETE(2),
    EXISTS(3),
    GET_DATA(4),
    SET_DATA(5),
    GET_ACL(6),
    SET_ACL(7),
    GET_CHILDREN(8),
    SYNC(9),
    PING(11),
    GET_CHILDREN2(12),
    /** Only inside a multi. */
    CHECK(13),
    MULTI(14),
    CREATE2(15),
    RECONFIG(16),
    CHECK_WATCHES(17),
    REMOVE_WATCHES(18),
    CREATE_CONTAINER(19),
    DELETE_CONTAINER(20),
    CREATE_TTL(21),
    MULTI_READ(22),
    AUTH(100),
    SET_WATCHES(101),
    SASL(102),
    GET_EPHEMERALS(103),
    GET_ALL_CHILDREN_NUMBER(104),
    SET_WATCHES2(105),
    ADD_WATCH(106),
    WHO_AM_I(107),
    /** Between servers and as a transaction; never a client's request. */
    CREATE_SESSION(-10),
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

    public int code() {
        return code;
    }

    /** The operation with this number, or null if there is none; never {@link #UNKNOWN}. */
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
