/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.broadcast;

import io.zk4j.server.quorum.membership.Membership;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** Who decides: a quorum of the configuration in force and, while another one is being decided on, one of that as well. */
final class Quorums {
    private final Peer peer;

    Quorums(Peer peer) {
        this.peer = peer;
    }

    /** Whether the servers that pass the test decide. */
    boolean decide(LongPredicate test) {
        var proposed = peer.proposedMembership();
        return decide(peer.membership(), test) && (proposed == null || decide(proposed, test));
    }

    /** Whether the servers that pass the test decide by the configuration in force alone. */
    boolean decideNow(LongPredicate test) {
        return decide(peer.membership(), test);
    }

    private static boolean decide(Membership membership, LongPredicate test) {
        var passing = membership.participants().stream().filter(test::test).collect(Collectors.toSet());
        return membership.rule().isQuorum(passing);
    }
}
