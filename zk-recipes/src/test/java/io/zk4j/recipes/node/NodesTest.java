/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.node;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class NodesTest {
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
    void aPersistentNodeIsThereAgainAfterItsSessionAndGoneAfterItsClose() throws Exception {
        try (var node = PersistentNode.openProtected(
                client, CreateOptions.EPHEMERAL.sequential(), "/p/n-", Bytes.ofUtf8("1"))) {
            assertThat(node.created().await()).matches("/p/_c_[0-9a-f-]{36}-n-0000000000");
            node.setData(Bytes.ofUtf8("2")).await();
            playground.expire(client);
            eventually(() -> node.actualPath()
                    .filter(path -> path.endsWith("-n-0000000001"))
                    .isPresent());
            assertThat(playground.data(node.actualPath().orElseThrow())).isEqualTo("2");
            assertThat(playground.children("/p")).hasSize(1);
            node.closeAsync().await();
        }
        eventually(() -> playground.children("/p").isEmpty());
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void aTtlNodeOutlivesItsSessionIsTouchedAndStaysAfterItsCloseUntilItsTimeHasCome() throws Exception {
        try (var node = PersistentTtlNode.open(client, "/ttl", Duration.ofMillis(200), Bytes.ofUtf8("x"))) {
            node.created().await();
            eventually(() -> playground.children("/ttl").equals(List.of("touch")));
            var outside = playground.outside();
            eventually(() -> outside.engine()
                            .take(() -> outside.operations().get("/ttl/touch"))
                            .await()
                            .stat()
                            .version()
                    >= 2);
            playground.expire(client);
            assertThat(playground.data("/ttl")).isEqualTo("x");
            playground.delete("/ttl/touch");
            eventually(() -> playground.children("/ttl").equals(List.of("touch")));
            node.closeAsync().await();
            assertThat(playground.data("/ttl")).isEqualTo("x");
        }
    }

    @Test
    void membersOfAGroupSeeEachOtherComeChangeAndGo() throws Exception {
        var told = new CopyOnWriteArrayList<SortedMap<String, Bytes>>();
        try (var one = GroupMember.join(client, "/g", "one", Bytes.ofUtf8("1"))) {
            assertThat(one.members()).containsOnlyKeys("one");
            one.onChange(told::add);
            one.known().await();
            try (var two = GroupMember.join(playground.newClient(), "/g", "two", Bytes.ofUtf8("2"))) {
                eventually(() -> one.members().size() == 2 && two.members().equals(one.members()));
                two.setThisData(Bytes.ofUtf8("3")).await();
                eventually(() -> Bytes.ofUtf8("3").equals(one.members().get("two")));
                assertThat(playground.data("/g/one")).isEqualTo("1");
                playground.expire(client);
                eventually(() ->
                        two.members().size() == 2 && playground.children("/g").size() == 2);
            }
            eventually(() -> one.members().size() == 1);
            eventually(() -> !told.isEmpty() && told.get(told.size() - 1).size() == 1);
        }
        eventually(() -> playground.children("/g").isEmpty());
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void membersOfAGroupCanBeAskedForWhileOthersComeAndGo() throws Exception {
        try (var one = GroupMember.join(client, "/g", "one", Bytes.EMPTY)) {
            var over = new AtomicBoolean();
            var asking = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    assertThat(one.members()).containsKey("one");
                }
            });
            for (int i = 0; i < 100; i++) {
                try (var guest = GroupMember.join(client, "/g", "guest", Bytes.EMPTY)) {
                    guest.joined().await();
                }
            }
            over.set(true);
            asking.join();
        }
    }

    @Test
    void guestsOfAPartyHaveTheNodesOfKazoo() throws Exception {
        try (var one = Party.join(client, "/party", "same");
                var two = Party.join(playground.newClient(), "/party", "same")) {
            one.joined().await();
            two.joined().await();
            assertThat(one.participants().await()).containsExactly("same", "same");
            assertThat(playground.children("/party")).allMatch(name -> name.matches("[0-9a-f]{32}__party__"));
            playground.expire(client);
            eventually(() -> two.participants().await().size() == 2);
        }
        eventually(() -> playground.children("/party").isEmpty());
        try (var shallow = Party.joinShallow(client, "/shallow", "my-name")) {
            shallow.joined().await();
            assertThat(shallow.participants().await()).containsExactly("my-name");
            assertThat(playground.children("/shallow"))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{32}-my-name");
            assertThat(playground.data(
                            "/shallow/" + playground.children("/shallow").get(0)))
                    .isEqualTo("0");
        }
        eventually(() -> playground.children("/shallow").isEmpty());
    }
}
