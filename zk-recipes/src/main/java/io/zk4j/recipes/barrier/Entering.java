/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.barrier;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.MultiFailedException;
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
            return members.size() < meeting.memberQty() ? Stages.value(false) : announce(glance, members, false);
        } else if (mine.czxid() < ready.get().czxid()) {
            return Stages.value(true);
        }
        return joinAnyOlder(glance, ready.get(), members, 0).thenCompose(inside -> {
            if (inside) {
                return Stages.value(true);
            }
            return members.size() < meeting.memberQty() ? Stages.value(false) : announce(glance, members, true);
        });
    }

    /**
     * Joins somebody who was let through by this very znode, if there is one: in one transaction, so that whoever leaves knows whom to wait
     * for.
     */
    private CompletionStage<Boolean> joinAnyOlder(Lookout.Glance glance, Stat ready, List<String> members, int next) {
        if (next == members.size()) {
            return Stages.value(false);
        }
        String member = meeting.member(members.get(next));
        return glance.calls()
                .exists(member)
                .thenCompose(stat -> stat.isPresent() && stat.get().czxid() < ready.czxid()
                        ? join(glance, member)
                        : joinAnyOlder(glance, ready, members, next + 1));
    }

    private CompletionStage<Boolean> join(Lookout.Glance glance, String member) {
        CompletionStage<Boolean> joined = glance.calls()
                .multi(List.of(
                        Op.check(member, Op.ANY_VERSION), Op.set(meeting.mine(), Meeting.JOINED, Op.ANY_VERSION)))
                .thenApply(done -> true);
        return againIfOthersWere(glance, joined);
    }

    /**
     * Enough have come, and are there at the very moment that says so. What a crash has left is replaced, so that the others see that it is
     * new.
     */
    private CompletionStage<Boolean> announce(Lookout.Glance glance, List<String> members, boolean leftover) {
        var ops = new ArrayList<Op>();
        members.stream()
                .limit(meeting.memberQty())
                .forEach(member -> ops.add(Op.check(meeting.member(member), Op.ANY_VERSION)));
        if (leftover) {
            ops.add(Op.delete(meeting.ready(), Op.ANY_VERSION));
        }
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
