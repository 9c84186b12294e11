/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.testing.ensemble;

import static io.zk4j.testing.ensemble.Ensembles.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.zk4j.client.BadVersionException;
import io.zk4j.client.EnsembleChange;
import io.zk4j.client.SessionState.Kind;
import io.zk4j.client.WatchEvent;
import io.zk4j.client.ZkClient;
import io.zk4j.testing.ZkTestCluster;
import io.zk4j.testing.e2e.Foreign;
import io.zk4j.testing.junit.ZkCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client can only do where there are several servers. */
@Timeout(300)
class ClientAtAnEnsembleTest {
    private static final Pattern VERSION = Pattern.compile("(?m)^version=(\\p{XDigit}+)$");
    private static final int READERS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    @ZkCluster(settings = {"reconfigEnabled=true", "skipACL=yes"})
    void itChangesTheMembersOfOurs(ZkTestCluster cluster) throws InterruptedException {
        var leader = cluster.leader();
        try (var client = leader.client()) {
            changesTheMembers(client, leader.id());
        }
    }

    @Test
    @Tag("foreign")
    void itChangesTheMembersOfApaches() throws InterruptedException {
        try (var ensemble = Ensembles.in(folder)
                .members(Foreign.apacheServer(), 1, 2, 3)
                .set("reconfigEnabled", "true")
                .set("skipACL", "yes")
                .start()) {
            long leader = ensemble.awaitLeader();
            try (var client = Ensembles.client(ensemble.member(leader))) {
                changesTheMembers(client, leader);
            }
        }
    }

    /** A client of the leader, which stays: the server that leaves breaks its connections. */
    private static void changesTheMembers(ZkClient client, long leader) throws InterruptedException {
        long leaving = leader == 1 ? 2 : 1;
        var events = new LinkedBlockingQueue<WatchEvent>();
        String before = done(client.configAndWatch(events::add)).value().text();
        assertThat(before).contains("server.1=", "server.2=", "server.3=");

        var change = EnsembleChange.of(List.of(), List.of(leaving)).from(version(before));
        String after = done(client.reconfigure(change)).text();
        assertThat(after).doesNotContain("server." + leaving + "=").contains("server.3=");
        assertThat(version(after)).isGreaterThan(version(before));
        assertThat(events.poll(60, TimeUnit.SECONDS))
                .isNotNull()
                .returns("/zookeeper/config", WatchEvent::path)
                .returns(WatchEvent.Kind.DATA_CHANGED, WatchEvent::kind);
        done(client.sync("/"));
        assertThat(done(client.config()).text()).isEqualTo(after);

        assertThatThrownBy(() -> done(client.reconfigure(change))).isInstanceOf(BadVersionException.class);
    }

    private static long version(String config) {
        var version = VERSION.matcher(config);
        assertThat(version.find()).as("version in %s", config).isTrue();
        return Long.parseLong(version.group(1), 16);
    }

    @Test
    @Tag("foreign")
    void aReaderOfAServerThatIsCutOffFindsOneThatWrites() {
        try (var ensemble = Ensembles.in(folder)
                .members(Foreign.apacheServer(), 1, 2, 3)
                .set("localSessionsEnabled", "true")
                .jvm("-Dreadonlymode.enabled=true")
                .withRelays(1)
                .start()) {
            ensemble.isolate(Set.of(1L));
            await().atMost(PATIENCE).until(() -> ensemble.member(1).mode().equals("read-only"));
            var readers = new ArrayList<ZkClient>();
            for (int i = 0; i < READERS; i++) {
                readers.add(ZkClient.builder(ensemble.member(1).connectString())
                        .sessionTimeout(Duration.ofSeconds(12))
                        .canBeReadOnly(true)
                        .open());
            }
            awaitAll(Kind.CONNECTED_READ_ONLY, readers);

            // Some of them move at once to keep the load even; the others have to look for themselves.
            readers.forEach(reader -> reader.updateServers(ensemble.connectString()));

            awaitAll(Kind.CONNECTED, readers);
            readers.forEach(ZkClient::close);
        }
    }

    private static void awaitAll(Kind kind, List<ZkClient> clients) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(clients)
                        .extracting(client -> client.state().kind())
                        .containsOnly(kind));
    }
}
