/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import io.zk4j.testing.e2e.TestFolders;
import io.zk4j.testing.junit.FromCluster;
import io.zk4j.testing.junit.ZkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A leader, a follower and an observer answer the four-letter words with the fields that Apache's did when they were recorded. */
@Timeout(300)
@ZkCluster(servers = 3, observers = 1)
class FourLetterWordsByRoleTest {
    private static final int OBSERVER = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Names that Apache's server has and ours does not, or the other way round, with the reason. */
    private static final Map<String, String> NAMES_APART = Map.of(
            "zk_.*_(read|write)_per_namespace", "no metrics for each topmost znode",
            "zk_.*_learner_handler_qp_.*", "learners have no queues and threads of their own",
            "zk_followers", "the old name of zk_learners, for old dashboards");

    @FromCluster
    private ZkTestCluster cluster;

    @Test
    void fieldsAndTheirOrderAreApaches() throws IOException {
        var leader = cluster.leader();
        var observer = cluster.server(OBSERVER);
        try (var client = cluster.followers().get(1).client()) {
            Ensembles.done(client.create("/a", Bytes.EMPTY));
            await().atMost(PATIENCE).until(() -> observer.ask("dump").contains("Global Sessions(1)"));
            var softly = new SoftAssertions();
            compare(softly, "leader", leader);
            compare(softly, "follower", cluster.followers().get(0));
            compare(softly, "observer", observer);
            softly.assertAll();
            assertThat(leader.ask("mntr"))
                    .contains(
                            "zk_server_state\tleader\n",
                            "zk_peer_state\tleading - broadcast\n",
                            "zk_quorum_size\t3\n",
                            "zk_learners\t3\n",
                            "zk_synced_followers\t2\n",
                            "zk_synced_observers\t1\n",
                            "zk_synced_non_voting_followers\t0\n");
            assertThat(observer.ask("mntr"))
                    .contains("zk_peer_state\tobserving - broadcast\n", "zk_observer_master_id\t" + leader.id() + "\n");
        }
    }

    private void compare(SoftAssertions softly, String role, ZkTestServer server) throws IOException {
        for (var word : new String[] {"srvr", "stat", "conf", "cons", "dump"}) {
            var expected = shape(recorded(role, word));
            // The connection of the question before may be listed for a moment.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shape(ask(server, word)))
                            .as("%s of a %s", word, role)
                            .isEqualTo(expected));
        }
        var missing = names(recorded(role, "mntr"));
        var additional = names(server.ask("mntr"));
        var ours = new TreeSet<>(additional);
        additional.removeAll(missing);
        missing.removeAll(ours);
        softly.assertThat(missing)
                .as("names of mntr that a %s of ours lacks", role)
                .isEmpty();
        softly.assertThat(additional)
                .as("names of mntr that a %s of Apache's lacks", role)
                .isEmpty();
    }

    /** The answer without the client addresses in the server list: the recorded servers were told theirs elsewhere. */
    private String ask(ZkTestServer server, String word) {
        var answer = server.ask(word);
        for (var each : cluster.servers()) {
            answer = answer.replace(";" + each.connectString() + "\n", "\n");
        }
        return answer;
    }

    private static String recorded(String role, String word) throws IOException {
        return Files.readString(TestFolders.root()
                .resolve("zk-server/src/test/resources/golden/4lw")
                .resolve(role + "-" + word + ".txt"));
    }

    private static Set<String> names(String mntr) {
        return mntr.lines()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .filter(name -> NAMES_APART.keySet().stream().noneMatch(name::matches))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text without what differs from one server, and from one moment, to the other. */
    private static String shape(String text) {
        return text.replaceAll("(?m)^(Zookeeper version:).*", "$1 VERSION")
                .replaceAll("(?m)^(data(Log)?Dir=).*(/version-2)$", "$1DIR$3")
                .replaceAll("(?m)^0 expire at .*\\R", "")
                .replaceAll(" expire at .*:", " expire at DATE:")
                .replaceAll("0x[0-9a-f]+", "0xID")
                .replaceAll("-?\\d+(\\.\\d+)*", "N");
    }
}
