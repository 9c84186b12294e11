/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.OnAPlayground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SimpleQueueTest extends OnAPlayground {
    private static Bytes item(int number) {
        return Bytes.ofUtf8("item %04d".formatted(number));
    }

    @Test
    void itemsComeInTheOrderInWhichTheyWereOffered() throws Exception {
        var queue = new SimpleDistributedQueue(zk, "/q1/queue");
        assertThat(queue.poll().await()).isEmpty();
        assertThat(queue.peek().await()).isEmpty();
        for (int i = 0; i < 20; i++) {
            queue.offer(item(i)).await();
        }
        assertThat(playground.children("/q1/queue")).hasSize(20).contains("qn-0000000000");
        assertThat(queue.peek().await()).contains(item(0));
        for (int i = 0; i < 20; i++) {
            assertThat(queue.take().await()).isEqualTo(item(i));
        }
        assertThat(queue.poll(Duration.ofMillis(50)).await()).isEmpty();
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void whoWaitsGetsTheItemThatComesAlsoInItsNextSession() throws Exception {
        ZkFramework expiring = playground.newClient();
        var taken = new SimpleDistributedQueue(expiring, "/q2").take();
        eventually(() -> playground.watches() > 0);
        playground.expire(expiring);
        new SimpleDistributedQueue(zk, "/q2").offer(item(1)).await();
        assertThat(taken.await()).isEqualTo(item(1));
    }

    @Test
    void whatACancelledTakeHadInItsHandsIsInItsPlaceAgain() throws Exception {
        var queue = new SimpleDistributedQueue(zk, "/q3");
        for (int i = 0; i < 10; i++) {
            queue.offer(item(i)).await();
        }
        for (int i = 0; i < 60; i++) {
            Pending<Bytes> taking = queue.take();
            for (int spin = 0; spin < i * 2_000; spin++) {
                Thread.onSpinWait();
            }
            if (!taking.cancel(true)) {
                queue.offer(taking.await()).await();
            }
        }
        eventually(() -> playground.children("/q3").size() == 10);
        var all = new TreeSet<String>();
        for (int i = 0; i < 10; i++) {
            all.add(queue.take().await().utf8());
        }
        assertThat(all).hasSize(10);
    }

    @Test
    void manyWhoTakeFromALongQueueGetEachItemOnce() throws Exception {
        int length = 2 * Items.NAMES_KEPT_MAX + 10;
        var queues = List.of(new SimpleDistributedQueue(zk, "/q4"), new SimpleDistributedQueue(other, "/q4"));
        var offers = new ArrayList<Pending<Void>>();
        for (int i = 0; i < length; i++) {
            offers.add(queues.get(0).offer(item(i)));
        }
        for (var offer : offers) {
            offer.await();
        }
        var all = new TreeSet<String>();
        var taken = new ArrayList<Pending<Bytes>>();
        for (int i = 0; i < length; i++) {
            taken.add(queues.get(i % 2).take());
        }
        for (var one : taken) {
            all.add(one.await().utf8());
        }
        assertThat(all).hasSize(length);
        eventually(() -> playground.children("/q4").isEmpty());
    }
}
