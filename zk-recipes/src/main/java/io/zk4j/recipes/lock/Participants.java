/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import io.zk4j.client.NoNodeException;
import io.zk4j.framework.Pending;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Paths;
import io.zk4j.recipes.primitive.Line;
import io.zk4j.recipes.primitive.Place;
import java.util.List;

/** Who queues in a line. */
final class Participants {
    private Participants() {}

    /** Their paths in order; none if there is no line. */
    static Pending<List<String>> of(ZkFramework zk, Line line) {
        return zk.engine()
                .take(() -> Stages.orIf(
                        NoNodeException.class,
                        zk.operations()
                                .children(line.path())
                                .thenApply(children -> Place.sorted(children.names(), line.markers()).stream()
                                        .map(place -> Paths.child(line.path(), place.node()))
                                        .toList()),
                        Stages.value(List.of())));
    }
}
