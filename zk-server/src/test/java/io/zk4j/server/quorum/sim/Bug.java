/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.Durable;
import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.membership.Membership;
import io.zk4j.server.quorum.sim.DiskListener.Lie;
import java.util.List;

/** A mistake planted around a peer: what it is told, what it wants done, or what its disk says, is altered. */
interface Bug {
    /** No mistake. */
    Bug NONE = new Bug() {};

    /** What the peer is told instead of {@code input}. */
    default List<ZabInput> inputs(SimServer server, ZabInput input) {
        return List.of(input);
    }

    /** What is done instead of {@code effects}, which {@code input} led to. */
    default List<ZabEffect> effects(SimServer server, ZabInput input, List<ZabEffect> effects) {
        return effects;
    }

    /** What the peer starts with instead of {@code durable}. */
    default Durable durable(SimServer server, Durable durable) {
        return durable;
    }

    /** Which servers the peer takes for participants, and which for observers. */
    default Membership membership(Membership membership) {
        return membership;
    }

    /** Whether the disk lies in this way. */
    default boolean lies(Lie lie) {
        return false;
    }

    /** Whether a new connection between election ports begins without what was said last on the one before. */
    default boolean saysVotesOnce() {
        return false;
    }

    /** Whether a client is answered as soon as its write is proposed. */
    default boolean answersTooEarly() {
        return false;
    }

    /** Whether a server lets clients in that have seen more than it has. */
    default boolean servesAnyone() {
        return false;
    }

    /** Whether a leader answers a sync without waiting for what is proposed. */
    default boolean answersSyncAtOnce() {
        return false;
    }
}
