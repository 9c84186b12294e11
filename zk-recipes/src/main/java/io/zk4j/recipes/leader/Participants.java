/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.leader;

import io.zk4j.client.NoNodeException;
import io.zk4j.client.Node;
import io.zk4j.framework.Operations;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads who takes part in an election. */
final class Participants {
    private Participants() {}

    /** All in order, who leads first. */
    static Pending<List<Participant>> of(ZkFramework zk, Line line) {
        return zk.engine().take(() -> read(zk, line));
    }

    /** Who leads; empty if nobody takes part. */
    static Pending<Optional<Participant>> first(ZkFramework zk, Line line) {
        return zk.engine()
                .take(() -> read(zk, line).thenApply(all -> all.stream().findFirst()));
    }

    private static CompletionStage<List<Participant>> read(ZkFramework zk, Line line) {
        Operations calls = zk.operations();
        return Stages.orIf(
                        NoNodeException.class,
                        calls.children(line.path()).thenApply(children -> children.names()),
                        Stages.value(List.<String>of()))
                .thenCompose(names -> read(calls, line.path(), Place.sorted(names, line.markers())));
    }

    private static CompletionStage<List<Participant>> read(Operations calls, String path, List<Place> places) {
        CompletionStage<List<Participant>> all = Stages.value(new ArrayList<>());
        for (Place place : places) {
            CompletionStage<Optional<Node>> node = Stages.orIf(
                    NoNodeException.class,
                    calls.get(Paths.child(path, place.node())).thenApply(Optional::of),
                    Stages.value(Optional.empty()));
            all = all.thenCombine(node, (list, read) -> {
                // Who has gone between the two looks does not count; the first who is left leads.
                read.ifPresent(there -> list.add(new Participant(
                        there.text(), list.isEmpty(), there.stat().czxid())));
                return list;
            });
        }
        return all.thenApply(List::copyOf);
    }
}
