/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeptNodeTest {
    private static final CreateSpec SPEC = CreateSpec.of("/kept/me", Bytes.ofUtf8("first"), CreateOptions.EPHEMERAL)
            .parents(Parents.CONTAINERS);

    private final List<String> created = new CopyOnWriteArrayList<>();
    private Playground playground;
    private ZkFramework client;

    @BeforeEach
    void open() {
        playground = new Playground();
        client = playground.newClient();
    }

    @AfterEach
    void close() {
        playground.close();
    }

    @Test
    void comesBackAfterItWasDeletedAndAfterItsSessionHasEnded() throws Exception {
        try (var node = KeptNode.open(client, SPEC, created::add)) {
            assertThat(node.created().await()).isEqualTo("/kept/me");
            playground.delete("/kept/me");
            eventually(() -> created.size() == 2);
            playground.expire(client);
            eventually(() -> created.size() == 3);
            assertThat(playground.children("/kept")).containsExactly("me");
        }
        eventually(() -> playground.children("/kept").isEmpty());
    }

    @Test
    void eachOfItsNodesHasTheLatestData() throws Exception {
        try (var node = KeptNode.open(client, SPEC, created::add)) {
            node.created().await();
            node.setData(Bytes.ofUtf8("second")).await();
            assertThat(playground.data("/kept/me")).isEqualTo("second");
            playground.delete("/kept/me");
            eventually(() -> created.size() == 2);
            assertThat(playground.data("/kept/me")).isEqualTo("second");
        }
    }

    @Test
    void waitsForTheEphemeralOfAnotherSessionToGo() throws Exception {
        try (var theirs = KeptNode.open(playground.newClient(), SPEC, path -> {})) {
            theirs.created().await();
            try (var node = KeptNode.open(client, SPEC, created::add)) {
                assertThat(node.actualPath()).isEmpty();
                theirs.closeAsync().await();
                eventually(() -> created.equals(List.of("/kept/me")));
            }
        }
    }

    @Test
    void leavesNothingWhereverItIsClosed() throws Exception {
        var spec = CreateSpec.of("/many/n-", Bytes.EMPTY, CreateOptions.EPHEMERAL.sequential())
                .parents(Parents.CONTAINERS)
                .guid(client.engine().newGuid());
        for (int i = 0; i < 50; i++) {
            KeptNode.open(client, spec, created::add).close();
        }
        client.engine().take(() -> client.operations().sync("/")).await();
        eventually(() -> playground.children("/many").isEmpty());
    }
}
