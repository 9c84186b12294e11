/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.framework.Pending;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.OnAPlayground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FurtherCountersTest extends OnAPlayground {
    @Test
    void cachedNumbersAreTakenFromTheSharedOneInChunks() throws Exception {
        var number = new DistributedAtomicLong(zk, "/cached/long");
        var mine = new CachedAtomicLong(number, 3);
        var theirs = new CachedAtomicLong(new DistributedAtomicLong(other, "/cached/long"), 3);
        var first = mine.next().await();
        assertThat(first.succeeded()).isTrue();
        assertThat(first.preValue()).isZero();
        assertThat(first.postValue()).isEqualTo(1);
        assertThat(theirs.next().await().preValue()).isEqualTo(3);
        assertThat(mine.next().await().preValue()).isEqualTo(1);
        assertThat(mine.next().await().preValue()).isEqualTo(2);
        assertThat(number.get().await()).isEqualTo(6);
        assertThat(mine.next().await().preValue()).isEqualTo(6);
    }

    @Test
    void callsAtOnceShareAChunkAndGetNumbersOfTheirOwn() throws Exception {
        var number = new DistributedAtomicInteger(zk, "/cached/int");
        var cached = new CachedAtomicInteger(number, 10);
        var calls = new ArrayList<Pending<AtomicValue<Integer>>>();
        for (int i = 0; i < 25; i++) {
            calls.add(cached.next());
        }
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).await().preValue()).isEqualTo(i);
        }
        assertThat(number.get().await()).isEqualTo(30);
        assertThatThrownBy(() -> new CachedAtomicInteger(number, 0)).hasMessageContaining("at least one");
    }

    @Test
    void aFloatCounterHasKazoosFormat() throws Exception {
        var counter = new FloatCounter(zk, "/float");
        assertThat(counter.get().await()).isZero();
        counter.add(2.5).await();
        assertThat(counter.decrement().await().postValue()).isEqualTo(1.5);
        assertThat(playground.data("/float")).isEqualTo("1.5");
        assertThat(counter.subtract(0.25).await().preValue()).isEqualTo(1.5);
        var raw = new DistributedAtomicValue(zk, "/float");
        raw.forceSet(Bytes.ofUtf8("1e+16")).await(); // as Python writes it
        assertThat(counter.get().await()).isEqualTo(1e16);
        raw.forceSet(Bytes.ofUtf8("-inf")).await();
        assertThat(counter.get().await()).isEqualTo(Double.NEGATIVE_INFINITY);
        raw.forceSet(Bytes.ofUtf8("one")).await();
        assertThatThrownBy(() -> counter.get().await()).hasMessageContaining("the digits of a number");
    }

    @Test
    void aCachedNumberTakesTheLockWhenItIsFoughtOver() throws Exception {
        var lock = new PromotedToLock("/fought/lock", Duration.ofMinutes(1), 1_000);
        var mine = new CachedAtomicLong(new DistributedAtomicLong(zk, "/fought/n", 1, lock), 1);
        var theirs = new CachedAtomicLong(new DistributedAtomicLong(other, "/fought/n", 1, lock), 1);
        var calls = new ArrayList<Pending<AtomicValue<Long>>>();
        for (int i = 0; i < 30; i++) {
            calls.add(mine.next());
            calls.add(theirs.next());
        }
        var numbers = new HashSet<Long>();
        for (var call : calls) {
            assertThat(call.await().succeeded()).isTrue();
            numbers.add(call.await().preValue());
        }
        assertThat(numbers).hasSize(60);
    }
}
