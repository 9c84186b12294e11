/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.apache;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.ConnectionState;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.testing.ZkEnsemble;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three of Apache's servers of the release whose protocols are matched. */
class RecipesOnApacheTest extends RecipeScenarios {
    @TempDir
    static Path folder;

    private static ZkEnsemble ensemble;

    @BeforeAll
    static void start() {
        ensemble = ZkEnsemble.in(folder)
                .members(Apache.present(), 1, 2, 3)
                .set("localSessionsEnabled", "true") // or else a server without a quorum takes no session in
                .set("localSessionsUpgradingEnabled", "true")
                .jvm("-Dreadonlymode.enabled=true", "-Xmx128m")
                .start();
    }

    @AfterAll
    static void stop() {
        ensemble.close();
    }

    @Override
    String connectString() {
        return ensemble.connectString();
    }

    @Test
    void aLockIsKeptWhenTheLeaderOfTheServersIsKilled() throws Exception {
        try (Lease lease = new InterProcessMutex(one, "/lock").acquire().await()) {
            var next = new InterProcessMutex(two, "/lock").acquire();
            eventually(() -> one.children("/lock").await().names().size() == 2);
            long leader = ensemble.awaitLeader();
            ensemble.member(leader).kill();
            ensemble.start(leader);
            one.connected().await();
            one.exists("/").await();
            assertThat(lease.isHeld()).isTrue();
            assertThat(next.isDone()).as(next.toString()).isFalse();
            lease.release().await();
            next.await().release().await();
        }
    }

    @Test
    void aClientThatMayReadsFromAServerWithoutAQuorumAndWritesWhenThereIsOneAgain() throws Exception {
        one.createOrSet(CreateSpec.of("/kept", Bytes.ofUtf8("kept"), CreateOptions.PERSISTENT))
                .await();
        long leader = ensemble.awaitLeader();
        var others = ensemble.sids().stream().filter(sid -> sid != leader).toList();
        long follower = others.get(0);
        try (var left = ZkFramework.connect(ensemble.member(others.get(1)).connectString())) {
            left.sync("/").await(); // two of three have taken the write, and it may not be one of them
        }
        ensemble.member(leader).kill();
        ensemble.member(follower).kill();
        try (var reader = ZkFramework.builder(connectString())
                .namespace(one.namespace())
                .client(client -> client.canBeReadOnly(true))
                .open()) {
            eventually(() -> reader.connection().state() == ConnectionState.READ_ONLY);
            assertThat(reader.get("/kept").await().text()).isEqualTo("kept");
            assertThat(reader.connection().state().isConnected()).isTrue();
            ensemble.start(leader, follower);
            eventually(() -> reader.connection().state() == ConnectionState.CONNECTED
                    || reader.connection().state() == ConnectionState.RECONNECTED);
            reader.delete("/kept").await();
        } finally {
            for (long killed : List.of(leader, follower)) {
                if (!ensemble.member(killed).isAlive()) {
                    ensemble.start(killed);
                }
            }
        }
    }
}
