/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.quorum.sim;

import io.zk4j.server.quorum.broadcast.PeerSettings;
import io.zk4j.server.quorum.membership.Member;
import io.zk4j.server.quorum.membership.Membership;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a seed is about: who is in the ensemble, how it is set up, and which faults there are. Not all faults are in all seeds:
 * what one fault brings about, another one may prevent.
 */
record Scenario(
        Membership membership,
        int servers,
        boolean membersChange,
        int tickMillis,
        int initLimit,
        int syncLimit,
        int commitLogCount,
        double snapshotSizeFactor,
        boolean forceSnapshotSync,
        List<Fault> faults,
        int millisBetweenFaults,
        int chaosMillis,
        int clients,
        int thinkMillis,
        int fsyncMicros,
        boolean keepsMuchLog) {
    private static final int QUORUM_PORT = 2888;
    private static final int ELECTION_PORT = 3888;

    static Scenario of(Chance chance) {
        int servers = chance.oneOf(List.of(3, 3, 3, 4, 5, 5, 5, 6, 7));
        int observers = servers > 3 && chance.in100(40) ? chance.between(1, Math.min(2, servers - 3)) : 0;
        boolean weighted = servers - observers >= 4 && chance.in100(25);
        boolean membersChange = !weighted && chance.in100(25);
        int strangers = membersChange ? chance.between(0, 2) : 0;
        var membership = membership(servers - strangers, observers, weighted, chance);
        var faults = new ArrayList<Fault>();
        int often = chance.between(20, 90);
        for (var fault : Fault.values()) {
            if (chance.in100(often)) {
                faults.add(fault);
            }
        }
        return new Scenario(
                membership,
                servers,
                membersChange,
                chance.oneOf(List.of(100, 150, 200)),
                chance.between(4, 6),
                chance.between(3, 5),
                chance.oneOf(List.of(1, 3, 8, 500)),
                chance.in100(80) ? 0.33 : -1,
                chance.in100(4),
                List.copyOf(faults),
                chance.between(40, 250),
                chance.between(1500, 3500),
                chance.between(1, 3),
                chance.oneOf(List.of(10, 40, 40, 80)),
                chance.oneOf(List.of(500, 1500, 1500, 10_000, 40_000)),
                chance.in100(50));
    }

    private static Membership membership(int servers, int observers, boolean weighted, Chance chance) {
        var members = new ArrayList<Member>();
        for (int id = 1; id <= servers; id++) {
            members.add(member(id, id > servers - observers));
        }
        if (!weighted) {
            return new Membership(0, members, Map.of(), Map.of());
        }
        int participants = servers - observers;
        var groups = new HashMap<Long, List<Long>>();
        var weights = new HashMap<Long, Long>();
        int count = participants >= 6 ? 3 : chance.between(1, 2);
        for (long id = 1; id <= participants; id++) {
            groups.computeIfAbsent(id % count, group -> new ArrayList<>()).add(id);
            weights.put(id, id == 1 && chance.in100(50) ? 0L : chance.between(1, 2));
        }
        return new Membership(0, members, groups, weights);
    }

    static Member member(long id, boolean observer) {
        var address = new Member.PeerAddress("server" + id, QUORUM_PORT, ELECTION_PORT);
        return new Member(id, List.of(address), observer, null);
    }

    PeerSettings settingsOf(long server) {
        return new PeerSettings(
                server,
                tickMillis,
                initLimit,
                syncLimit,
                commitLogCount,
                snapshotSizeFactor,
                forceSnapshotSync,
                membersChange);
    }

    @Override
    public String toString() {
        return servers + " servers, " + membership.observers().size() + " of them observers"
                + (membership.hasGroups() ? ", in groups with weights" : "")
                + (membersChange ? ", members change, at first " + membership.ids() : "") + "; tick " + tickMillis
                + " ms, limits "
                + initLimit + " and " + syncLimit + "; " + commitLogCount + " transactions in memory; " + clients
                + " clients; " + chaosMillis + " ms of " + faults;
    }
}
