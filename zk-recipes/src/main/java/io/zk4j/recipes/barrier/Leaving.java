/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.client.MultiFailedException;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.framework.Stages;
import io.zk4j.recipes.primitive.Lookout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Leaving a double barrier and waiting for the others to leave; of the turn.
 *
 * <p>As in Curator the first in order stays until it is the only one, and waits for the last; the others leave at once and wait for the
 * first.
 */
final class Leaving extends Step {
    Leaving(Meeting meeting) {
        super(meeting);
    }

    @Override
    CompletionStage<Boolean> lookAt(Lookout.Glance glance) {
        return meeting.members(glance.calls()).thenCompose(members -> {
            if (members.stream().allMatch(meeting.me()::equals)) {
                return leave(glance).thenCompose(gone -> clear(glance));
            } else if (members.get(0).equals(meeting.me())) {
                return waitFor(glance, members.get(members.size() - 1));
            }
            return leave(glance).thenCompose(gone -> waitFor(glance, members.get(0)));
        });
    }

    private CompletionStage<Void> leave(Lookout.Glance glance) {
        return glance.calls().remove(meeting.mine());
    }

    private CompletionStage<Boolean> waitFor(Lookout.Glance glance, String member) {
        return glance.calls()
                .existsAndWatch(meeting.member(member), glance::changed)
                .thenApply(seen -> {
                    glance.keep(seen.watch());
                    if (seen.value().isEmpty()) {
                        glance.again();
                    }
                    return false;
                });
    }

    /** Takes away what the last one leaves; together with the directory, so that it fails if somebody has come for the next round. */
    private CompletionStage<Boolean> clear(Lookout.Glance glance) {
        CompletionStage<Boolean> cleared = glance.calls()
                .multi(List.of(Op.delete(meeting.ready(), Op.ANY_VERSION), Op.delete(meeting.path(), Op.ANY_VERSION)))
                .thenApply(done -> true);
        return Stages.recover(
                cleared,
                failure -> failure instanceof MultiFailedException || failure instanceof OutcomeUnknownException
                        ? Stages.value(true)
                        : CompletableFuture.failedStage(failure));
    }
}
