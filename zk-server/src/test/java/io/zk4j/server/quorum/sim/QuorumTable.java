/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.membership.Membership;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Which sets of servers, told by bits from server 1 on, decide by a membership: the rule is asked once, not at each step. */
final class QuorumTable {
    private final BitSet deciding;

    QuorumTable(Membership membership, int servers) {
        this.deciding = new BitSet(1 << servers);
        for (int bits = 0; bits < 1 << servers; bits++) {
            deciding.set(bits, membership.rule().isQuorum(servers(bits, servers)));
        }
    }

    private static Set<Long> servers(int bits, int servers) {
        return LongStream.rangeClosed(1, servers)
                .filter(id -> (bits & 1 << (id - 1)) != 0)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isQuorum(int bits) {
        return deciding.get(bits);
    }
}
