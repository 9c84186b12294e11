/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.ZkClient;
import io.zk4j.testing.LoopbackPorts;
import io.zk4j.testing.ZkDistribution;
import io.zk4j.testing.ZkProcess;
import io.zk4j.testing.e2e.Foreign;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers with more than one address each, as on two networks. */
@Timeout(400)
class SeveralAddressesTest {
    private static final int SERVERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final LoopbackPorts ports = LoopbackPorts.claim(5 * SERVERS);
    private final List<ZkProcess> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(ZkProcess::close);
        ports.close();
    }

    @Test
    void serversFindEachOtherAtTheAddressThatAnswers() {
        launch(List.of(Ensembles.ours(), Ensembles.ours(), Ensembles.ours()), true);
        assertGoesOnWithoutItsLeader();
    }

    /** Apache's looks only whether a host answers, not whether the server does; so here all addresses are good. */
    @Test
    void apachesServersAndOursTellEachOtherOfAllTheirAddresses() {
        launch(List.of(Ensembles.ours(), Foreign.apacheServer(), Ensembles.ours()), false);
        assertGoesOnWithoutItsLeader();
    }

    private void launch(List<ZkDistribution> distributions, boolean firstIsBroken) {
        for (int self = 1; self <= SERVERS; self++) {
            var described = ZkProcess.of(distributions.get(self - 1), folder.resolve("server-" + self))
                    .myId(self)
                    .clientPort(ports.get(5 * self - 1))
                    .set("tickTime", "500")
                    .set("initLimit", "20")
                    .set("syncLimit", "10")
                    .jvm("-Dzookeeper.multiAddress.enabled=true"); // Apache's has read the list before it reads this
            // line
            for (int other = 1; other <= SERVERS; other++) {
                var only = firstIsBroken && other == self; // it listens at all of its own
                described.set("server." + other, only ? second(other) : first(other) + "|" + second(other));
            }
            servers.add(described.launch());
        }
    }

    private String second(int server) {
        return "127.0.0.1:" + ports.get(5 * server - 5) + ":" + ports.get(5 * server - 4);
    }

    private String first(int server) {
        return "127.0.0.1:" + ports.get(5 * server - 3) + ":" + ports.get(5 * server - 2);
    }

    private void assertGoesOnWithoutItsLeader() {
        awaitModes("follower", "follower", "leader");
        var leader = await().atMost(PATIENCE)
                .until(
                        () -> servers.stream()
                                .filter(server -> server.mode().equals("leader"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        leader.kill();
        awaitModes("", "follower", "leader");
        var others = servers.stream()
                .filter(server -> server != leader)
                .map(ZkProcess::connectString)
                .toList();
        try (var client = ZkClient.builder(String.join(",", others)).open()) {
            Ensembles.create(client, "/a", "");
        }
        leader.startAgain();
        awaitModes("follower", "follower", "leader");
    }

    private void awaitModes(String... modes) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(servers.stream().map(ZkProcess::mode)).containsExactlyInAnyOrder(modes));
    }
}
