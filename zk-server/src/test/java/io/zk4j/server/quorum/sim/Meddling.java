/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.ZabEffect;
import io.zk4j.server.quorum.broadcast.ZabInput;
import io.zk4j.server.quorum.message.PeerMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What planted mistakes need to find their place among inputs and effects. */
final class Meddling {
    private Meddling() {}

    /** The message of this kind that has come; null if the input is another one. */
    static <M extends PeerMessage> @Nullable M received(ZabInput input, Class<M> kind) {
        return input instanceof ZabInput.Received received && kind.isInstance(received.message())
                ? kind.cast(received.message())
                : null;
    }

    /** The connection that a message has come on. */
    static long link(ZabInput input) {
        return ((ZabInput.Received) input).link();
    }

    /** What a learner says, and then the same from a voter, if the learner has no vote. */
    static List<ZabInput> asIfOfAVoter(SimServer leader, ZabInput.Received said) {
        var learners = leader.learners();
        var from = learners.get(said.link());
        var members = leader.membership();
        if (from == null || members.isParticipant(from)) {
            return List.of(said);
        }
        return learners.entrySet().stream()
                .filter(learner -> members.isParticipant(learner.getValue()))
                .findFirst()
                .map(voter -> List.<ZabInput>of(said, new ZabInput.Received(voter.getKey(), said.message())))
                .orElse(List.of(said));
    }

    static boolean sends(ZabEffect effect, Class<? extends PeerMessage> kind) {
        return effect instanceof ZabEffect.Send send && kind.isInstance(send.message());
    }

    static List<ZabEffect> with(List<ZabEffect> effects, ZabEffect more) {
        var all = new ArrayList<>(effects);
        all.add(more);
        return all;
    }
}
