/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.Node;
import io.zk4j.framework.Pending;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.OnAPlayground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CountersTest extends OnAPlayground {
    private byte[] bytes(String path) throws Exception {
        Node node = zk.engine().take(() -> zk.operations().get(path)).await();
        return node.data().toArray();
    }

    @Test
    void numbersHaveCuratorsFormats() throws Exception {
        new DistributedAtomicLong(zk, "/f/long").add(0x0102L).await();
        assertThat(bytes("/f/long")).containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
        new DistributedAtomicInteger(zk, "/f/int").forceSet(-2).await();
        assertThat(bytes("/f/int")).containsExactly(-1, -1, -1, -2);
        new Counter(zk, "/f/kazoo").subtract(12L).await();
        assertThat(playground.data("/f/kazoo")).isEqualTo("-12");
        new Counter(zk, "/f/int", true).add(3L).await();
        assertThat(bytes("/f/int")).containsExactly(0, 0, 0, 1);
        assertThatThrownBy(() -> new DistributedAtomicLong(zk, "/f/int").get().await())
                .hasMessageContaining("4 bytes");
    }

    @Test
    void aNumberThatIsComparedChangesOnlyIfItIsAsExpected() throws Exception {
        var number = new DistributedAtomicLong(zk, "/c/number");
        assertThat(number.get().await()).isZero();
        assertThat(number.initialize(5L).await()).isTrue();
        assertThat(number.initialize(6L).await()).isFalse();
        var refused = number.compareAndSet(4L, 7L).await();
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.preValue()).isEqualTo(5);
        var made = number.compareAndSet(5L, 7L).await();
        assertThat(List.of(made.succeeded(), made.preValue(), made.postValue())).containsExactly(true, 5L, 7L);
        assertThat(number.decrement().await().postValue()).isEqualTo(6);
        assertThat(number.trySet(9L).await().succeeded()).isTrue();
        assertThat(number.get().await()).isEqualTo(9);
    }

    @Test
    void everyIncrementCountsOnceAlsoWhenItTakesTheLock() throws Exception {
        var lock = new PromotedToLock("/i/lock", Duration.ofMinutes(1), 1_000);
        var numbers = List.of(
                new DistributedAtomicLong(zk, "/i/n", 1, lock), new DistributedAtomicLong(other, "/i/n", 1, lock));
        var changes = new ArrayList<Pending<AtomicValue<Long>>>();
        for (int i = 0; i < 40; i++) {
            numbers.forEach(number -> changes.add(number.increment()));
        }
        boolean promoted = false;
        for (var change : changes) {
            assertThat(change.await().succeeded()).isTrue();
            promoted |= change.await().promotedLockTries() > 0;
        }
        assertThat(promoted).isTrue();
        assertThat(numbers.get(0).get().await()).isEqualTo(80);
        eventually(() -> playground.children("/i/lock").isEmpty());
    }

    @Test
    void whoLosesTooOftenIsToldWhatIsThere() throws Exception {
        var value = new DistributedAtomicValue(zk, "/l", 1, null);
        var changes = new ArrayList<Pending<AtomicValue<Bytes>>>();
        for (int i = 0; i < 20; i++) {
            changes.add(value.update(now -> Bytes.ofUtf8(now.utf8() + "x")));
        }
        int made = 0;
        for (var change : changes) {
            made += change.await().succeeded() ? 1 : 0;
        }
        assertThat(playground.data("/l")).isEqualTo("x".repeat(made));
    }

    @Test
    void aSharedCountTellsWhatOthersMakeOfIt() throws Exception {
        new DistributedAtomicInteger(zk, "/s/count").initialize(3).await();
        try (var mine = SharedCount.open(zk, "/s/count", 98);
                var theirs = SharedCount.open(other, "/s/count", 99)) {
            mine.started().await();
            theirs.started().await();
            assertThat(theirs.getCount()).isEqualTo(3);
            var told = new CopyOnWriteArrayList<Integer>();
            var registration = mine.addListener(told::add);
            theirs.setCount(4).await();
            eventually(() -> told.equals(List.of(4)));
            var version = mine.getVersionedValue().orElseThrow();
            assertThat(mine.trySetCount(version, 5).await()).isTrue();
            assertThat(mine.getCount()).isEqualTo(5);
            assertThat(theirs.trySetCount(version, 6).await()).isFalse();
            assertThat(theirs.getCount()).isEqualTo(5);
            registration.close();
        }
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void aSharedValueFollowsAZnodeThatIsDeletedAndCreatedAgain() throws Exception {
        try (var value = SharedValue.open(zk, "/s/value", Bytes.ofUtf8("one"))) {
            value.started().await();
            value.setValue(Bytes.ofUtf8("two")).await();
            playground.delete("/s/value");
            new DistributedAtomicValue(other, "/s/value")
                    .initialize(Bytes.ofUtf8("three"))
                    .await();
            eventually(() -> value.getValue().equals(Bytes.ofUtf8("three")));
            playground.expire(zk);
            new DistributedAtomicValue(other, "/s/value")
                    .forceSet(Bytes.ofUtf8("four"))
                    .await();
            eventually(() -> value.getValue().equals(Bytes.ofUtf8("four")));
        }
    }
}
