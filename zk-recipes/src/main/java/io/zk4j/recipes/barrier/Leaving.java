/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.client.NoNodeException;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.primitive.Lookout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Leaving a double barrier and waiting for the others to leave; of the turn.
 *
 * <p>As in Curator the first in order stays until it is the only one inside, and waits for the last; the others leave at once and wait for
 * the first. Other than there, nobody waits for those who have come since and wait to be let in themselves.
 */
final class Leaving extends Step {
    Leaving(Meeting meeting) {
        super(meeting);
    }

    @Override
    CompletionStage<Boolean> lookAt(Lookout.Glance glance) {
        return glance.calls().exists(meeting.ready()).thenCompose(ready -> {
            if (ready.isEmpty()) { // the last one has taken it away, or there was no meeting
                return leave(glance).thenApply(gone -> true);
            }
            return meeting.members(glance.calls()).thenCompose(members -> leave(glance, ready.get(), members));
        });
    }

    /** The first of all stays until all others have left, so that one crash cannot let them go while somebody is inside. */
    private CompletionStage<Boolean> leave(Lookout.Glance glance, Stat ready, List<String> members) {
        if (members.isEmpty() || !members.get(0).equals(meeting.me())) {
            return leaveAndWait(glance, ready);
        }
        var others = new ArrayList<>(members.subList(1, members.size()));
        Collections.reverse(others);
        return waitsForOne(glance, ready, others, 0)
                .thenCompose(waits -> waits ? Stages.value(false) : leaveAndWait(glance, ready));
    }

    /** Whoever is inside now is all that there will be: nobody can join one who has left. */
    private CompletionStage<Boolean> leaveAndWait(Lookout.Glance glance, Stat ready) {
        return leave(glance)
                .thenCompose(gone -> meeting.members(glance.calls()))
                .thenCompose(others -> waitsForOne(glance, ready, others, 0))
                .thenCompose(waits -> waits
                        ? Stages.value(false)
                        : meeting.clear(glance.calls()).thenApply(cleared -> true));
    }

    private CompletionStage<Void> leave(Lookout.Glance glance) {
        return glance.calls().remove(meeting.mine());
    }

    /** Whether one of them is inside still. Whoever has come since, for the next meeting, is nobody to wait for. */
    private CompletionStage<Boolean> waitsForOne(Lookout.Glance glance, Stat ready, List<String> others, int next) {
        if (next == others.size()) {
            return Stages.value(false);
        }
        CompletionStage<Boolean> inside = glance.calls()
                .getAndWatch(meeting.member(others.get(next)), glance::changed)
                .thenApply(seen -> {
                    glance.keep(seen.watch());
                    return meeting.isInside(seen.value(), ready);
                });
        return Stages.orIf(NoNodeException.class, inside, Stages.value(false))
                .thenCompose(waits -> waits ? Stages.value(true) : waitsForOne(glance, ready, others, next + 1));
    }
}
