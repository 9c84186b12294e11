/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.client.Children;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where the members of a double barrier meet, as one of them sees it. Its state is of the turn. */
final class Meeting {
    private static final String READY = "ready";
    /** The data of a member who has come late and joined those who were inside. */
    static final Bytes JOINED = Bytes.ofUtf8("joined");

    private final ZkFramework zk;
    private final String path;
    private String me;
    private final int memberQty;
    /** Done when this member does nothing any more that has been begun: it comes and leaves one after the other. */
    private CompletionStage<Void> idle = Stages.done();

    /**
     * A meeting.
     *
     * @param memberQty how many must have come
     */
    Meeting(ZkFramework zk, String path, int memberQty) {
        this.zk = zk;
        this.path = path;
        this.me = newName(zk);
        this.memberQty = memberQty;
    }

    private static String newName(ZkFramework zk) {
        return zk.engine().newGuid().toString();
    }

    /**
     * This member has left. It comes again under another name: who has seen the old znode inside, and wants to join it, must not take the new
     * one for it.
     */
    void hasLeft() {
        me = newName(zk);
    }

    ZkFramework zk() {
        return zk;
    }

    String path() {
        return path;
    }

    /** The name of this member's znode. */
    String me() {
        return me;
    }

    int memberQty() {
        return memberQty;
    }

    /** The znode that says that enough have come. */
    String ready() {
        return Paths.child(path, READY);
    }

    /** The znode of this member. */
    String mine() {
        return member(me);
    }

    String member(String name) {
        return Paths.child(path, name);
    }

    /** The names of all members who are there, in the same order for everybody. */
    CompletionStage<List<String>> members(Operations calls) {
        CompletionStage<List<String>> names = calls.children(path).thenApply(Children::names);
        return Stages.orIf(NoNodeException.class, names, Stages.value(List.of()))
                .thenApply(all -> all.stream()
                        .filter(name -> !name.equals(READY))
                        .sorted()
                        .toList());
    }

    /**
     * Waits for what this member does to be over.
     *
     * @param done when what begins then is over
     * @return when it may begin
     */
    CompletionStage<Void> afterAllElse(CompletionStage<Void> done) {
        CompletionStage<Void> before = idle;
        idle = done;
        return before;
    }

    /** Whether a member is inside, by this znode that says so: let through by it, or joined those who were. */
    boolean isInside(Node member, Stat ready) {
        return member.stat().czxid() < ready.czxid() || member.data().equals(JOINED);
    }

    /** Takes away what the last one leaves; together with the directory, so that it fails if somebody has come for the next round. */
    CompletionStage<Void> clear(Operations calls) {
        CompletionStage<Void> cleared = calls.multi(
                        List.of(Op.delete(ready(), Op.ANY_VERSION), Op.delete(path, Op.ANY_VERSION)))
                .thenAccept(done -> {});
        return Stages.recover(
                cleared,
                failure -> failure instanceof MultiFailedException || failure instanceof OutcomeUnknownException
                        ? Stages.done()
                        : CompletableFuture.failedStage(failure));
    }

    /**
     * Takes this member's znode away; what cannot be taken away goes with its session. Clears up as well, as somebody who has left in the
     * meantime may have been kept from it by this znode. Never fails.
     */
    CompletionStage<Void> takeAway() {
        Operations calls = zk.operations();
        return Stages.recover(calls.remove(mine()).thenCompose(gone -> clear(calls)), failure -> Stages.done());
    }
}
