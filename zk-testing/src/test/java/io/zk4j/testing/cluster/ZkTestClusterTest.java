/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.cluster;

import static io.zk4j.testing.cluster.Calls.read;
import static io.zk4j.testing.cluster.Calls.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.ZkClient;
import io.zk4j.protocol.Acl;
import io.zk4j.protocol.Bytes;
import io.zk4j.testing.ServerRole;
import io.zk4j.testing.ServerSetup;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.ZkTestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZkTestClusterTest {
    @TempDir
    Path folder;

    @Test
    void oneServerKeepsItsPortAndItsDataWhenItIsStartedAgain() throws Exception {
        try (var server = ZkTestServer.standalone()) {
            int port = server.clientPort();
            try (var client = ZkClient.connect(server.connectString())) {
                result(client.create("/here", Bytes.ofUtf8("before")));
                server.restart();

                assertThat(server.clientPort()).isEqualTo(port);
                assertThat(read(() -> client.get("/here")).text()).isEqualTo("before");
            }
        }
    }

    @Test
    void aClusterHasItsRolesAndServesAtEachOfThem() throws Exception {
        try (var cluster = ZkTestCluster.builder().servers(2).observers(1).start()) {
            assertThat(cluster.servers())
                    .extracting(ZkTestServer::role)
                    .containsExactlyInAnyOrder(ServerRole.LEADER, ServerRole.FOLLOWER, ServerRole.OBSERVER);
            assertThat(cluster.server(3).role()).isEqualTo(ServerRole.OBSERVER);

            for (var server : cluster.servers()) {
                try (var client = ZkClient.connect(server.connectString())) {
                    result(client.create("/by-" + server.id(), Bytes.EMPTY));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void thereMayBeOneToSevenServers(int count) throws Exception {
        try (var cluster = ZkTestCluster.of(count);
                var client = cluster.client()) {
            result(client.create("/node", Bytes.EMPTY));
            assertThat(cluster.servers())
                    .hasSize(count)
                    .allMatch(server -> server.role().serves());
            assertThat(cluster.followers()).hasSize(count - 1);
        }
    }

    @Test
    void aclsAreKeptUnlessTheyAreSwitchedOff() throws Exception {
        for (var skip : List.of("no", "yes")) {
            try (var server = ZkTestServer.builder().set("skipACL", skip).start();
                    var owner = server.client();
                    var other = server.client()) {
                owner.addAuth("digest", Bytes.ofUtf8("me:secret"));
                result(owner.create("/mine", Bytes.EMPTY, CreateOptions.PERSISTENT.acls(Acl.CREATOR_ALL)));
                var read = other.get("/mine").toCompletableFuture();
                assertThat(read.handle((node, failure) -> failure == null).join())
                        .as("with skipACL=" + skip)
                        .isEqualTo(skip.equals("yes"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1", "SHA-256"})
    void theSuperuserMayDoEverythingWithWhateverDigest(String algorithm) {
        try (var server = ZkTestServer.builder()
                        .set("DigestAuthenticationProvider.digestAlg", algorithm)
                        .start();
                var owner = server.client();
                var superuser = server.client()) {
            owner.addAuth("digest", Bytes.ofUtf8("me:secret"));
            result(owner.create("/mine", Bytes.ofUtf8("data"), CreateOptions.PERSISTENT.acls(Acl.CREATOR_ALL)));
            superuser.addAuth("digest", Bytes.ofUtf8(ServerSetup.SUPERUSER));
            assertThat(result(superuser.get("/mine")).text()).isEqualTo("data");
            server.wipe();
            assertThat(result(superuser.children("/")).names()).containsExactly("zookeeper");
        }
    }

    @Test
    void whereATestSetsItsOwnSuperDigestAWipeGoesAsFarAsEverybodyMayAndSaysSo() {
        try (var server = ZkTestServer.builder()
                        .set("DigestAuthenticationProvider.superDigest", "super:D/InIHSb7yEEbrWz8b9l71RjZJU=")
                        .start();
                var owner = server.client()) {
            result(owner.create("/open", Bytes.EMPTY));
            server.wipe();
            assertThat(result(owner.exists("/open"))).isEmpty();

            owner.addAuth("digest", Bytes.ofUtf8("me:secret"));
            result(owner.create("/mine", Bytes.EMPTY, CreateOptions.PERSISTENT.acls(Acl.CREATOR_ALL)));
            assertThatThrownBy(server::wipe)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("/mine")
                    .hasMessageContaining("DigestAuthenticationProvider.superDigest");
        }
    }

    @Test
    void whenTheLeaderStopsAnotherLeadsAndNothingIsLost() throws Exception {
        try (var cluster = ZkTestCluster.of(3);
                var client = ZkClient.connect(cluster.connectString())) {
            result(client.create("/kept", Bytes.ofUtf8("yes")));
            var first = cluster.awaitLeader();

            first.stop();
            assertThat(first.role()).isEqualTo(ServerRole.DOWN);
            assertThat(cluster.awaitLeader().id()).isNotEqualTo(first.id());
            assertThat(read(() -> client.get("/kept")).text()).isEqualTo("yes");

            first.start();
            cluster.awaitServing();
            try (var atFirst = ZkClient.connect(first.connectString())) {
                assertThat(result(atFirst.get("/kept")).text()).isEqualTo("yes");
            }
        }
    }

    @Test
    void aServerThatCannotLeadIsNotWaitedFor() {
        try (var cluster = ZkTestCluster.builder()
                .set("group.1", "1:2:3")
                .set("weight.3", "0")
                .start()) {
            assertThatThrownBy(() -> cluster.electLeader(cluster.server(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("server 3 ");

            var wanted = cluster.server(1);
            wanted.pause();
            assertThatThrownBy(() -> cluster.electLeader(wanted))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is PAUSED");
            wanted.stop();
            assertThatThrownBy(() -> cluster.electLeader(wanted))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is DOWN");
        }
    }

    @Test
    void aFolderOfTheCallersOutlivesTheCluster() throws Exception {
        for (int round = 0; round < 2; round++) {
            try (var cluster = ZkTestCluster.builder().servers(3).in(folder).start();
                    var client = ZkClient.connect(cluster.connectString())) {
                result(client.create("/round-" + round, Bytes.EMPTY));
                assertThat(result(client.children("/")).names()).contains("round-0", "round-" + round);
            }
        }
    }

    @Test
    void settingsAreThoseOfZooCfgAndAWrongOneIsNamed() {
        try (var server = ZkTestServer.builder().set("snapCount", "100").prepare()) {
            assertThat(server.config().tickMillis()).isEqualTo(100);
            assertThat(server.config().snapCount()).isEqualTo(100);
        }
        assertThatThrownBy(() -> ZkTestCluster.builder().set("tickTme", "1").start())
                .hasMessageContaining("tickTme");
        assertThatThrownBy(() -> ZkTestCluster.builder().servers(8).start()).hasMessageContaining("2 to 7");
    }

    @ParameterizedTest
    @CsvSource({
        "clientPort, 2181, stays the server's own",
        "clientPortAddress, 0.0.0.0, 127.0.0.1 only",
        "dataDir, /data, in(folder)",
        "server.4, host:1:2, servers(count)"
    })
    void whatTheFixtureDecidesOnCannotBeSet(String key, String value, String reason) {
        assertThatThrownBy(() -> ZkTestCluster.builder().set(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key + "=" + value)
                .hasMessageContaining(reason);
    }

    @Test
    void whatCannotBeIsRefusedWithItsLimits() {
        assertThatThrownBy(
                        () -> ZkTestCluster.builder().servers(3).observers(-1).prepare())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 observers");
        try (var server = ZkTestServer.builder().prepare()) {
            for (var chance : List.of(-0.1, 1.1, Double.NaN)) {
                assertThatThrownBy(() -> server.clients().drop(chance))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(chance + ": must be from 0 to 1");
            }
            assertThatThrownBy(() -> server.disk().slowSyncs(Duration.ofMillis(-1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("PT-0.001S");
        }
    }

    @Test
    void groupsAndWeightsAreReadAtOnceAndBelongToSeveralServers() {
        var builder = ZkTestCluster.builder();
        assertThatThrownBy(() -> builder.set("group.1", "1:two")).hasMessageContaining("group.1=1:two");
        try (var cluster = builder.set("group.1", "1:2:3").set("weight.2", "5").prepare()) {
            assertThat(cluster.server(1).config().members().lines()).contains("group.1=1:2:3", "weight.2=5");
        }
        assertThatThrownBy(() -> ZkTestServer.builder().set("weight.1", "2").start())
                .hasMessageContaining("no groups and weights");
    }
}
