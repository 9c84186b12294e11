/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServerListTest {
    private static final int CLIENTS = 6_000;

    private static List<HostPort> servers(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new HostPort("zk" + i, 2181))
                .toList();
    }

    @Test
    void asManyTriesAsServersReachEachOnceWhereverTheyBegin() {
        var list = new ServerList(servers(0, 5), new Random(1));

        for (int skipped = 0; skipped < 7; skipped++) {
            list.next();
            var reached = new HashSet<HostPort>();
            IntStream.range(0, 5).forEach(i -> reached.add(list.next()));
            assertThat(reached).hasSize(5);
        }
    }

    @Test
    void differentClientsStartWithDifferentServers() {
        var first = new HashSet<HostPort>();
        for (long seed = 0; seed < 50; seed++) {
            first.add(new ServerList(servers(0, 3), new Random(seed)).next());
        }
        assertThat(first).hasSize(3);
    }

    @Test
    void countsAServerThatIsNamedTwiceOnce() {
        var twice = new ArrayList<>(servers(0, 2));
        twice.addAll(servers(0, 2));

        assertThat(new ServerList(twice, new Random(1)).size()).isEqualTo(2);
    }

    @Test
    void aGrownListMovesJustAsManyClientsAsMakesRoom() {
        assertEvenLoadAfter(servers(0, 3), servers(0, 5));
    }

    @Test
    void aShrunkListMovesOnlyTheClientsOfRemovedServers() {
        assertEvenLoadAfter(servers(0, 5), servers(0, 3));
    }

    @Test
    void aListWithSomeServersReplacedEndsEven() {
        assertEvenLoadAfter(servers(0, 5), servers(2, 6));
        assertEvenLoadAfter(servers(0, 3), servers(1, 6));
    }

    @Test
    void aListWithAllServersReplacedMovesEverybody() {
        assertEvenLoadAfter(servers(0, 3), servers(3, 6));
    }

    private static void assertEvenLoadAfter(List<HostPort> before, List<HostPort> after) {
        Map<HostPort, Integer> load = new HashMap<>();
        for (int client = 0; client < CLIENTS; client++) {
            var list = new ServerList(before, new Random(client * 7_919L));
            HostPort server = before.get(client % before.size());
            if (list.replace(after, server)) {
                server = list.next();
            }
            load.merge(server, 1, Integer::sum);
        }
        assertThat(load.keySet()).containsExactlyInAnyOrderElementsOf(after);
        int even = CLIENTS / after.size();
        assertThat(load.values()).allSatisfy(clients -> assertThat(clients).isCloseTo(even, within(even / 8)));
    }
}
