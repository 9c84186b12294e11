/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.MultiFailedException;
import io.zk4j.client.NoNodeException;
import io.zk4j.client.NodeExistsException;
import io.zk4j.client.Op;
import io.zk4j.client.OutcomeUnknownException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Session;
import io.zk4j.framework.Stages;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.primitive.Lookout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Coming to a double barrier and waiting for the others; of the turn. */
final class Entering extends Step {
    Entering(Meeting meeting) {
        super(meeting);
    }

    @Override
    boolean letsIn() {
        return true;
    }

    @Override
    CompletionStage<Boolean> lookAt(Lookout.Glance glance) {
        var calls = glance.calls();
        // The watch comes before the list: who does not see enough members here is told by whoever does.
        return join(glance)
                .thenCompose(mine -> calls.existsAndWatch(meeting.ready(), glance::changed)
                        .thenCompose(ready -> {
                            glance.keep(ready.watch());
                            return meeting.members(calls)
                                    .thenCompose(members -> judge(glance, mine, ready.value(), members));
                        }));
    }

    /** Sees to it that this member's znode is there in this session: one that an earlier session has left would count twice. */
    private CompletionStage<Stat> join(Lookout.Glance glance) {
        return glance.calls()
                .exists(meeting.mine())
                .thenCompose(found -> found.isPresent() && isOf(glance.session(), found.get())
                        ? Stages.value(found.get())
                        : found.isPresent() ? replace(glance) : create(glance));
    }

    private CompletionStage<Stat> create(Lookout.Glance glance) {
        var spec = CreateSpec.of(meeting.mine(), meeting.zk().defaultData(), CreateOptions.EPHEMERAL)
                .parents(Parents.CONTAINERS);
        return Stages.recover(
                glance.calls().create(spec.idempotent(true)).thenCompose(created -> stat(glance)),
                failure ->
                        failure instanceof NodeExistsException ? stat(glance) : CompletableFuture.failedStage(failure));
    }

    private CompletionStage<Stat> stat(Lookout.Glance glance) {
        return glance.calls()
                .exists(meeting.mine())
                .thenCompose(found -> found.isPresent() && isOf(glance.session(), found.get())
                        ? Stages.value(found.get())
                        : replace(glance));
    }

    private CompletionStage<Stat> replace(Lookout.Glance glance) {
        return glance.calls().remove(meeting.mine()).thenCompose(removed -> create(glance));
    }

    private static boolean isOf(Session session, Stat stat) {
        return stat.ephemeralOwner() == session.id();
    }

    private CompletionStage<Boolean> judge(
            Lookout.Glance glance, Stat mine, Optional<Stat> ready, List<String> members) {
        if (ready.isEmpty()) {
            var all = members.stream()
                    .map(member -> Op.check(meeting.member(member), Op.ANY_VERSION))
                    .toList();
            return announceIfEnough(glance, all, List.of());
        } else if (mine.czxid() < ready.get().czxid()) {
            return Stages.value(true);
        }
        return joinAnyOlder(glance, ready.get(), members, 0, new ArrayList<>());
    }

    /**
     * Joins somebody who was let through by this very znode, if there is one: in one transaction, so that whoever leaves knows whom to wait
     * for. Otherwise all wait for a new meeting, for which those do not count who have joined the last one and are still inside.
     *
     * @param comers checks that those who have been looked at still wait to be let in
     */
    private CompletionStage<Boolean> joinAnyOlder(
            Lookout.Glance glance, Stat ready, List<String> members, int next, List<Op> comers) {
        if (next == members.size()) {
            return announceIfEnough(glance, comers, List.of(Op.delete(meeting.ready(), Op.ANY_VERSION)));
        }
        String member = meeting.member(members.get(next));
        CompletionStage<Boolean> older = glance.calls().get(member).thenApply(node -> {
            if (!meeting.isInside(node, ready)) {
                comers.add(Op.check(member, node.stat().version()));
            }
            return node.stat().czxid() < ready.czxid();
        });
        return Stages.orIf(NoNodeException.class, older, Stages.value(false))
                .thenCompose(
                        joins -> joins ? join(glance, member) : joinAnyOlder(glance, ready, members, next + 1, comers));
    }

    private CompletionStage<Boolean> join(Lookout.Glance glance, String member) {
        CompletionStage<Boolean> joined = glance.calls()
                .multi(List.of(
                        Op.check(member, Op.ANY_VERSION), Op.set(meeting.mine(), Meeting.JOINED, Op.ANY_VERSION)))
                .thenApply(done -> true);
        return againIfOthersWere(glance, joined);
    }

    /**
     * Enough may have come, and be there at the very moment that says so.
     *
     * @param present checks that those who have come are there
     * @param leftover takes away what a crash or an earlier meeting has left, so that the others see that it is new
     */
    private CompletionStage<Boolean> announceIfEnough(Lookout.Glance glance, List<Op> present, List<Op> leftover) {
        if (present.size() < meeting.memberQty()) {
            return Stages.value(false);
        }
        var ops = new ArrayList<>(present.subList(0, meeting.memberQty()));
        ops.addAll(leftover);
        ops.add(glance.calls().creating(meeting.ready(), meeting.zk().defaultData(), CreateOptions.PERSISTENT));
        return againIfOthersWere(glance, glance.calls().multi(ops).thenApply(done -> true));
    }

    /** Looks again if somebody came in between, or nobody knows what has become of it. */
    private static CompletionStage<Boolean> againIfOthersWere(Lookout.Glance glance, CompletionStage<Boolean> done) {
        return Stages.recover(done, failure -> {
            boolean others = failure instanceof MultiFailedException || failure instanceof OutcomeUnknownException;
            if (!others) {
                return CompletableFuture.failedStage(failure);
            }
            glance.again();
            return Stages.value(false);
        });
    }
}
