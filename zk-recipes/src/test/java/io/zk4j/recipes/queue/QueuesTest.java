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
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.OnAPlayground;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class QueuesTest extends OnAPlayground {
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private QueueBuilder<String> at(String path) {
        return QueueBuilder.of(zk, path, QueueSerializer.utf8());
    }

    /** A consumer that has an item in its hands until the test says so. */
    private static final class Slow {
        private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
        private final Map<String, CompletableFuture<Void>> work = new ConcurrentHashMap<>();

        CompletionStage<Void> consume(String item) {
            var done = new CompletableFuture<Void>();
            work.put(item, done);
            begun.add(item);
            return done;
        }

        void finish(String item) {
            work.get(item).complete(null);
        }
    }

    @Test
    void severalConsumersGetEachItemOnce() throws Exception {
        int length = 60;
        var puts = new ArrayList<CompletionStage<Void>>();
        var consumed = new CopyOnWriteArrayList<String>();
        try (var one = at("/many").consumer(consumed::add).openQueue();
                var two = QueueBuilder.of(other, "/many", QueueSerializer.utf8())
                        .consumer(consumed::add)
                        .openQueue()) {
            for (int i = 0; i < length; i++) {
                puts.add((i % 2 == 0 ? one : two).put("item " + i));
            }
            one.flushPuts().await();
            two.flushPuts().await();
            assertThat(puts).allMatch(put -> put.toCompletableFuture().isDone());
            eventually(() ->
                    consumed.size() >= length && playground.children("/many").isEmpty());
            assertThat(consumed).hasSize(length).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNextItemComesWhenTheOneBeforeIsConsumed(boolean locking) throws Exception {
        String path = "/slow" + locking;
        var slow = new Slow();
        var builder = at(path).asyncConsumer(slow::consume);
        var queue = locking ? builder.lockPath(path + "-locks").openQueue() : builder.openQueue();
        queue.put("a").await();
        queue.put("b").await();
        assertThat(slow.begun.take()).isEqualTo("a");
        assertThat(playground.children(path)).hasSize(2);
        assertThat(playground.children(path).contains("queue-0000000000"))
                .as("the item stays until it is consumed")
                .isEqualTo(locking);
        assertThat(slow.begun).isEmpty();
        var closed = queue.closeAsync();
        assertThat(closed.isDone()).isFalse();
        slow.finish("a");
        closed.await();
        eventually(() -> playground.children(path).size() == 1
                && playground.children(path + "-locks").isEmpty());
        assertThat(slow.begun).isEmpty();
    }

    @Test
    void whatSomebodyHasUnderLockComesToOthersWhenItsSessionEnds() throws Exception {
        var slow = new Slow();
        var consumed = new CopyOnWriteArrayList<String>();
        ZkFramework expiring = playground.newClient();
        var first = QueueBuilder.of(expiring, "/crash", QueueSerializer.utf8())
                .asyncConsumer(slow::consume)
                .lockPath("/crash-locks")
                .openQueue();
        first.put("a").await();
        assertThat(slow.begun.take()).isEqualTo("a");
        assertThat(playground.children("/crash-locks")).containsExactly("queue-0000000000");
        try (var second =
                at("/crash").consumer(consumed::add).lockPath("/crash-locks").openQueue()) {
            second.put("b").await();
            eventually(() -> consumed.contains("b"));
            assertThat(consumed).containsExactly("b");
            expiring.close();
            eventually(() -> consumed.equals(List.of("b", "a")));
        }
        eventually(() -> playground.children("/crash").isEmpty()
                && playground.children("/crash-locks").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatFailsIsTriedAgainAloneAtTheEnd(boolean locking) throws Exception {
        String path = "/again" + locking;
        var consumed = new CopyOnWriteArrayList<String>();
        var builder = at(path).consumer(item -> {
            boolean fails =
                    item.equals("b") && consumed.stream().filter("b"::equals).count() < 2;
            consumed.add(item);
            if (fails) {
                throw new IllegalStateException("not this time");
            }
        });
        var producer = at(path).openQueue();
        producer.putMulti(List.of("a", "b", "c")).await();
        producer.put("d").await();
        try (var queue = locking ? builder.lockPath(path + "-locks").openQueue() : builder.openQueue()) {
            eventually(() -> queue.size().await() == 0);
            eventually(() -> playground.children(path + "-locks").isEmpty());
        }
        assertThat(consumed).containsExactly("a", "b", "c", "d", "b", "b");
    }

    @Test
    void aHandlerCanPutAsideWhatFailsAndWhatCannotBeRead() throws Exception {
        var aside = new ConcurrentHashMap<Bytes, Throwable>();
        var consumed = new CopyOnWriteArrayList<String>();
        var noItem = Bytes.ofUtf8("no item");
        var queue = at("/poison").openQueue();
        queue.putMulti(List.of("good", "bad", "fine")).await();
        zk.create(CreateSpec.of("/poison/queue-", noItem, CreateOptions.PERSISTENT.sequential()))
                .await();
        try (var consuming = at("/poison")
                .consumer(item -> {
                    if (item.equals("bad")) {
                        throw new IllegalStateException("it is bad");
                    }
                    consumed.add(item);
                })
                .lockPath("/poison-locks")
                .errorHandler((item, cause) -> {
                    aside.put(item, cause);
                    return ErrorMode.DELETE;
                })
                .openQueue()) {
            eventually(() -> consuming.size().await() == 0);
        }
        assertThat(consumed).containsExactly("good", "fine");
        assertThat(aside).containsOnlyKeys(Bytes.ofUtf8("bad"), noItem);
        assertThat(aside.get(Bytes.ofUtf8("bad"))).hasMessage("it is bad");
        assertThat(aside.get(noItem)).isInstanceOf(CorruptItemException.class);
    }

    @Test
    void whoeverPutsIntoAFullQueueWaits() throws Exception {
        var queue = at("/full").maxItems(2).openQueue();
        for (String item : List.of("a", "b")) {
            assertThat(queue.put(item, Duration.ZERO).await()).isTrue();
        }
        assertThat(queue.put("c", Duration.ZERO).await()).isFalse();
        assertThat(queue.put("c", A_MOMENT).await()).isFalse();
        var waiting = queue.put("c");
        var regretted = queue.put("d");
        assertThat(queue.put("e", A_MOMENT).await()).isFalse();
        assertThat(regretted.cancel(false)).isTrue();
        assertThat(waiting.isDone()).isFalse();
        playground.delete("/full/queue-0000000000");
        waiting.await();
        assertThat(playground.children("/full")).containsExactlyInAnyOrder("queue-0000000001", "queue-0000000002");
        queue.closeAsync().await();
        assertThatThrownBy(() -> at("/full").maxItems(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manyPutsAtOnceDoNotExceedTheBound() throws Exception {
        var queue = at("/burst").maxItems(5).openQueue();
        var puts = new ArrayList<Pending<Void>>();
        for (int i = 0; i < 50; i++) {
            puts.add(queue.put("item " + i));
        }
        eventually(() -> puts.stream().filter(Pending::isDone).count() == 5);
        assertThat(queue.put("one more", Duration.ZERO).await())
                .as("room for one who looks after all the others")
                .isFalse();
        assertThat(puts).filteredOn(Pending::isDone).hasSize(5);
        puts.forEach(put -> put.cancel(false));
        queue.flushPuts().await();
        assertThat(playground.children("/burst")).hasSize(5);
    }

    @Test
    void itemsAreRemovedByTheirIdsUnlessSomebodyConsumesThem() throws Exception {
        var slow = new Slow();
        var queue = at("/ids").openIdQueue();
        queue.put("first", "x/y").await();
        queue.put("second", "x/y").await();
        queue.put("third", "z").await();
        assertThat(queue.remove("x").await()).isZero();
        assertThat(queue.remove("x/y").await()).isEqualTo(2);
        queue.put("fourth", "z").await();
        eventually(() -> playground.children("/ids").size() == 2);
        try (var consuming =
                at("/ids").asyncConsumer(slow::consume).lockPath("/ids-locks").openIdQueue()) {
            assertThat(slow.begun.take()).isEqualTo("third");
            assertThat(consuming.remove("z").await()).isEqualTo(1);
            slow.finish("third");
            eventually(() -> consuming.size().await() == 0);
            assertThat(slow.begun).isEmpty();
        }
    }

    @Test
    void theUrgentOvertakesWhatWaits() throws Exception {
        var slow = new Slow();
        try (var queue = at("/urgent").asyncConsumer(slow::consume).openPriorityQueue(0)) {
            queue.put("first", 5).await();
            assertThat(slow.begun.take()).isEqualTo("first");
            queue.put("second", 5).await();
            queue.put("urgent", -1).await();
            slow.finish("first");
            assertThat(slow.begun.take()).isEqualTo("urgent");
            slow.finish("urgent");
            assertThat(slow.begun.take()).isEqualTo("second");
            slow.finish("second");
        }
    }

    @Test
    void aDelayedItemComesAtItsTimeAndAnEarlierOneBefore() throws Exception {
        var consumed = new LinkedBlockingQueue<String>();
        var begin = Instant.now();
        var soon = begin.plusMillis(200);
        var now = new AtomicReference<>(begin);
        InstantSource time = now::get;
        try (var queue = at("/later")
                .consumer(consumed::add)
                .clock(time.withZone(ZoneOffset.UTC))
                .openDelayQueue()) {
            queue.put("soon", soon).await();
            queue.put("much later", begin.plusSeconds(3_600)).await();
            queue.put("at once", begin).await();
            assertThat(consumed.take()).isEqualTo("at once");
            now.set(soon.minusMillis(1));
            assertThat(consumed.poll(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS))
                    .isNull();
            now.set(soon);
            assertThat(consumed.take()).isEqualTo("soon");
            assertThat(consumed).isEmpty();
        }
    }

    @Test
    void aConsumerGoesOnInItsNextSession() throws Exception {
        ZkFramework expiring = playground.newClient();
        var consumed = new CopyOnWriteArrayList<String>();
        try (var queue = QueueBuilder.of(expiring, "/next", QueueSerializer.utf8())
                .consumer(consumed::add)
                .openQueue()) {
            queue.put("a").await();
            eventually(() -> consumed.contains("a"));
            playground.expire(expiring);
            at("/next").openQueue().put("b").await();
            eventually(() -> consumed.contains("b"));
        }
    }
}
