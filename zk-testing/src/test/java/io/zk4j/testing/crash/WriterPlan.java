/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.crash;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.CreateRequest;
import io.zk4j.protocol.MultiRequest;
import io.zk4j.protocol.OpCode;
import io.zk4j.protocol.Request;
import io.zk4j.protocol.SetDataRequest;
import java.util.List;

/**
 * What one writer writes in one round, write by write, counted from 1: a pure function, so that whoever looks at the tree later
 * can tell from the number of the last write what must be there and what must not.
 *
 * @param round which round
 * @param writer which of its writers
 */
record WriterPlan(int round, int writer) {
    private static final int PERSISTENT = 0;
    private static final int EPHEMERAL = 1;
    private static final int SEQUENTIAL = 2;

    /** The kinds of write, which take turns. */
    enum Kind {
        /** A sequential child of the parent that all writers share. */
        TAKE_NUMBER,
        /** A child of the writer's own parent. */
        CREATE,
        /** The counter is set to the number of the write. */
        COUNT,
        /** A child is created, and on both sides of it a counter is set, all in one multi. */
        ALL_OR_NOTHING
    }

    static Kind kind(int write) {
        return Kind.values()[write % Kind.values().length];
    }

    /** How many of the writes up to this one are of a kind. */
    static int countOf(Kind kind, int lastWrite) {
        return last(kind, lastWrite) == 0 ? 0 : (last(kind, lastWrite) + 3) / Kind.values().length;
    }

    /** The last write of a kind that is not after this one; 0 if there is none. */
    static int last(Kind kind, int lastWrite) {
        int write = lastWrite;
        while (write > 0 && kind(write) != kind) {
            write--;
        }
        return write;
    }

    String sharedParent() {
        return "/round" + round;
    }

    String parent() {
        return "/round" + round + "-writer" + writer;
    }

    String counter() {
        return parent() + "/counter";
    }

    String left() {
        return parent() + "/left";
    }

    String right() {
        return parent() + "/right";
    }

    /** An ephemeral znode of the writer's session. */
    String alive() {
        return parent() + "/alive";
    }

    /** The child that a write of kind CREATE or ALL_OR_NOTHING creates. */
    String child(int write) {
        return parent() + "/write" + write;
    }

    /** The data of the sequential znode that a write creates: unique, whoever writes. */
    Bytes ticket(int write) {
        return Bytes.ofUtf8(writer + ":" + write);
    }

    List<Request> preparation() {
        return List.of(
                create(parent(), Bytes.EMPTY, PERSISTENT),
                create(counter(), number(0), PERSISTENT),
                create(left(), number(0), PERSISTENT),
                create(right(), number(0), PERSISTENT),
                create(alive(), Bytes.EMPTY, EPHEMERAL));
    }

    Request preparationOfAll() {
        return create(sharedParent(), Bytes.EMPTY, PERSISTENT);
    }

    Request write(int write) {
        return switch (kind(write)) {
            case TAKE_NUMBER -> create(sharedParent() + "/number-", ticket(write), SEQUENTIAL);
            case CREATE -> create(child(write), number(write), PERSISTENT);
            case COUNT -> new SetDataRequest(counter(), number(write), -1);
            case ALL_OR_NOTHING ->
                new MultiRequest(List.of(
                        new SetDataRequest(left(), number(write), -1),
                        create(child(write), number(write), PERSISTENT),
                        new SetDataRequest(right(), number(write), -1)));
        };
    }

    static Bytes number(int number) {
        return Bytes.ofUtf8(Integer.toString(number));
    }

    private static CreateRequest create(String path, Bytes data, int flags) {
        return new CreateRequest(OpCode.CREATE, path, data, Acl.OPEN_UNSAFE, flags);
    }
}
