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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    boolean letsIn() {
        return false;
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
        return new Search(glance, ready, others)
                .findsOneInside()
                .thenCompose(waits -> waits ? Stages.value(false) : leaveAndWait(glance, ready));
    }

    /** Whoever is inside now is all that there will be: nobody can join one who has left. */
    private CompletionStage<Boolean> leaveAndWait(Lookout.Glance glance, Stat ready) {
        return leave(glance)
                .thenCompose(gone -> meeting.members(glance.calls()))
                .thenCompose(others -> {
                    var search = new Search(glance, ready, others);
                    return search.findsOneInside()
                            .thenCompose(waits -> waits ? Stages.value(true) : search.mayHaveMissedOne());
                })
                .thenCompose(waits -> waits
                        ? Stages.value(false)
                        : meeting.clear(glance.calls()).thenApply(cleared -> true));
    }

    private CompletionStage<Void> leave(Lookout.Glance glance) {
        return glance.calls().remove(meeting.mine());
    }

    /** Looks at members one after the other, for one who is inside still. Whoever has come for the next meeting is nobody to wait for. */
    private final class Search {
        private final Lookout.Glance glance;
        private final Stat ready;
        private final List<String> others;
        /** Those who are there, but not inside. */
        private final Set<String> outside = new HashSet<>();

        Search(Lookout.Glance glance, Stat ready, List<String> others) {
            this.glance = glance;
            this.ready = ready;
            this.others = others;
        }

        /** Whether one is; a watch tells when that may have changed. */
        CompletionStage<Boolean> findsOneInside() {
            return fromHere(0);
        }

        private CompletionStage<Boolean> fromHere(int next) {
            if (next == others.size()) {
                return Stages.value(false);
            }
            String name = others.get(next);
            CompletionStage<Boolean> inside = glance.calls()
                    .getAndWatch(meeting.member(name), glance::changed)
                    .thenApply(seen -> {
                        glance.keep(seen.watch());
                        boolean isInside = meeting.isInside(seen.value(), ready);
                        if (!isInside) {
                            outside.add(name);
                        }
                        return isInside;
                    });
            return Stages.orIf(NoNodeException.class, inside, Stages.value(false))
                    .thenCompose(waits -> waits ? Stages.value(true) : fromHere(next + 1));
        }

        /**
         * Whether one may have joined somebody behind this search's back, who was inside until it came there. Then it looks again: a change
         * of whom it has seen is told before anything that has happened since, and who has come since is in the list.
         */
        CompletionStage<Boolean> mayHaveMissedOne() {
            return meeting.members(glance.calls()).thenApply(now -> {
                boolean missed = glance.isOutdated() || !outside.containsAll(now);
                if (missed) {
                    glance.again();
                }
                return missed;
            });
        }
    }
}
