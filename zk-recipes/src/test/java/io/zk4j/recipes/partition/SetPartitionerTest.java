/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.partition;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.framework.ZkFramework;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.partition.Partition.End;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SetPartitionerTest {
    private static final List<String> ITEMS = List.of("a", "b", "c", "d", "e");
    private static final Duration SOON = Duration.ofMillis(300);
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

    private int held() throws InterruptedException {
        int held = 0;
        for (String item : ITEMS) {
            held += playground.children("/set/locks/" + item).size();
        }
        return held;
    }

    @Test
    void theSetIsDividedAnewWheneverSomebodyComesOrGoes() throws Exception {
        var one = SetPartitioner.join(client, "/set", ITEMS, "one", SOON);
        Partition all = one.acquire().await();
        assertThat(all.items()).containsExactlyElementsOf(ITEMS);
        assertThat(playground.children("/set/party")).singleElement().asString().matches("[0-9a-f]{32}-one");
        assertThat(playground.children("/set/locks/a"))
                .singleElement()
                .asString()
                .matches("_c_[0-9a-f-]{36}-__lock__0000000000");
        assertThat(playground.data(all.leases().get("a").path())).isEqualTo("one");

        var two = SetPartitioner.join(playground.newClient(), "/set", ITEMS, "two", SOON);
        assertThat(all.ended().toCompletableFuture().get()).isEqualTo(End.PARTY_CHANGED);
        assertThat(all.leases().values()).allMatch(lease -> lease.isHeld());
        all.release().await();
        Partition mine = one.acquire().await();
        Partition theirs = two.acquire().await();
        assertThat(mine.items()).containsExactly("a", "c", "e");
        assertThat(theirs.items()).containsExactly("b", "d");
        assertThat(one.acquire().await()).isSameAs(mine);

        two.closeAsync().await();
        mine.ended().toCompletableFuture().get();
        mine.release().await();
        assertThat(one.acquire().await().items()).containsExactlyElementsOf(ITEMS);
        one.closeAsync().await();
        assertThat(held()).isZero();
        assertThat(playground.children("/set/party")).isEmpty();
        assertThatThrownBy(() -> one.acquire().await()).isInstanceOf(IllegalStateException.class);
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void whatIsLostWithItsSessionIsAcquiredAgainAfterItWasGivenBack() throws Exception {
        try (var one = SetPartitioner.join(client, "/set", ITEMS, "one", SOON)) {
            Partition all = one.acquire().await();
            playground.expire(client);
            all.ended().toCompletableFuture().get();
            assertThat(all.leases().values()).noneMatch(lease -> lease.isHeld());
            all.close();
            assertThat(one.acquire().await().items()).containsExactlyElementsOf(ITEMS);
        }
        eventually(() -> held() == 0);
    }

    @Test
    void moreMembersThanItemsLeaveSomeWithNothing() throws Exception {
        try (var one = SetPartitioner.join(client, "/set", List.of("a"), "one", SOON);
                var two = SetPartitioner.join(client, "/set", List.of("a"), "two", SOON)) {
            eventually(() -> playground.children("/set/party").size() == 2);
            eventually(() -> {
                Partition first = one.acquire().await();
                Partition second = two.acquire().await();
                if (first.hasEnded() || second.hasEnded()) {
                    first.close();
                    second.close();
                    return false;
                }
                return first.items().size() == 1 && second.items().isEmpty();
            });
        }
        eventually(() -> held() == 0);
    }
}
