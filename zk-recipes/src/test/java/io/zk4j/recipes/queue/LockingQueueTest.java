/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class LockingQueueTest {
    private static final Bytes APPLES = Bytes.ofUtf8("apples");
    private static final Bytes PEARS = Bytes.ofUtf8("pears");
    private static final Bytes PLUMS = Bytes.ofUtf8("plums");

    private Playground playground;
    private ZkFramework zk;

    @BeforeAll
    void open() {
        playground = new Playground();
        zk = playground.newClient();
    }

    @AfterAll
    void close() {
        playground.close();
    }

    @Test
    void itsZnodesAreKazoos() throws Exception {
        var queue = new LockingQueue(zk, "/l1/queue");
        queue.put(APPLES).await();
        queue.putAll(List.of(PEARS, PLUMS), 7).await();
        assertThat(playground.children("/l1/queue/entries"))
                .containsExactlyInAnyOrder("entry-100-0000000000", "entry-007-0000000001", "entry-007-0000000002");
        assertThat(playground.data("/l1/queue/entries/entry-007-0000000002")).isEqualTo("plums");

        var pears = queue.get().await();
        assertThat(pears.data()).isEqualTo(PEARS);
        assertThat(pears.name()).isEqualTo("entry-007-0000000001");
        assertThat(playground.children("/l1/queue/taken")).containsExactly("entry-007-0000000001");
        assertThat(playground.data("/l1/queue/taken/entry-007-0000000001")).matches("[0-9a-f]{32}");

        assertThat(pears.consume().await()).isTrue();
        assertThat(playground.children("/l1/queue/taken")).isEmpty();
        assertThat(playground.children("/l1/queue/entries")).hasSize(2);
        assertThat(queue.size().await()).isEqualTo(2);
    }

    @Test
    void whatIsUrgentComesFirstAlsoIfItIsPutLater() throws Exception {
        var queue = new LockingQueue(zk, "/l2");
        queue.put(PEARS, 200).await();
        queue.put(PEARS, 200).await();
        queue.get().await().consume().await();
        queue.put(APPLES, LockingQueue.PRIORITY_MAX).await();
        queue.put(PLUMS, 0).await();
        for (var expected : List.of(PLUMS, PEARS, APPLES)) {
            try (var item = queue.get().await()) {
                assertThat(item.data()).isEqualTo(expected);
                item.consume().await();
            }
        }
        assertThat(queue.get(Duration.ZERO).await()).isEmpty();
        assertThatThrownBy(() -> queue.put(PLUMS, 1_000)).hasMessageContaining("1000 is not between 0 and 999");
    }

    @Test
    void whatSomebodyHasIsNobodyElsesUntilItIsReleased() throws Exception {
        var queue = new LockingQueue(zk, "/l3");
        var sameSession = new LockingQueue(zk, "/l3");
        queue.put(APPLES).await();
        var apples = queue.get().await();
        assertThat(apples.holdsLock().await()).isTrue();
        assertThat(sameSession.get(Duration.ofMillis(50)).await()).isEmpty();

        var waiting = sameSession.get();
        assertThat(apples.release().await()).isTrue();
        assertThat(apples.holdsLock().await()).isFalse();
        assertThat(apples.consume().await()).isFalse();
        var again = waiting.await();
        apples.close();
        assertThat(again.holdsLock().await()).isTrue();
        assertThat(again.consume().await()).isTrue();
        assertThat(again.consume().await()).isFalse();
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void whatWasTakenInASessionThatHasEndedComesAgain() throws Exception {
        ZkFramework expiring = playground.newClient();
        var queue = new LockingQueue(expiring, "/l4");
        queue.put(APPLES).await();
        var lost = queue.get().await();
        var other = new LockingQueue(zk, "/l4").get();
        playground.expire(expiring);
        var again = other.await();
        assertThat(lost.holdsLock().await()).isFalse();
        assertThat(lost.consume().await()).isFalse();
        assertThat(lost.release().await()).isFalse();
        assertThat(again.holdsLock().await()).isTrue();
        assertThat(again.consume().await()).isTrue();
        assertThat(queue.size().await()).isZero();
    }

    @Test
    void anItemWhoseLockAnOperatorHasReplacedIsNotHeld() throws Exception {
        var queue = new LockingQueue(zk, "/l5");
        queue.put(APPLES).await();
        var apples = queue.get().await();
        String lock = "/l5/taken/" + apples.name();
        playground.delete(lock);
        assertThat(apples.holdsLock().await()).isFalse();
        playground
                .outside()
                .create(CreateSpec.of(lock, Bytes.ofUtf8("somebody else"), CreateOptions.EPHEMERAL))
                .await();
        assertThat(apples.holdsLock().await()).isFalse();
        playground.delete(lock);
    }
}
