/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.atomic.AtomicValue;
import org.apache.curator.framework.recipes.atomic.CachedAtomicLong;
import org.apache.curator.framework.recipes.atomic.DistributedAtomicLong;
import org.apache.curator.framework.recipes.atomic.PromotedToLock;
import org.apache.curator.framework.recipes.barriers.DistributedBarrier;
import org.apache.curator.framework.recipes.barriers.DistributedDoubleBarrier;
import org.apache.curator.framework.recipes.shared.SharedCount;
import org.apache.curator.framework.recipes.shared.SharedCountListener;
import org.apache.curator.framework.recipes.shared.SharedCountReader;
import org.apache.curator.framework.recipes.shared.VersionedValue;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.retry.RetryNTimes;
import org.junit.Test;

public class BarriersAndCounters extends CuratorTest {

    @Test
    public void aBarrierHoldsAllUntilItIsTakenAway() throws Exception {
        DistributedBarrier barrier = new DistributedBarrier(one, path);
        barrier.setBarrier();
        List<Future<Boolean>> waiting = new ArrayList<>();
        for (CuratorFramework client : new CuratorFramework[] {one, two}) {
            waiting.add(elsewhere(
                    () -> new DistributedBarrier(client, path).waitOnBarrier(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        }
        assertFalse(new DistributedBarrier(two, path).waitOnBarrier(50, TimeUnit.MILLISECONDS));
        barrier.removeBarrier();
        for (Future<Boolean> passed : waiting) {
            assertTrue(get(passed));
        }
    }

    @Test
    public void aDoubleBarrierLetsAllInAndAllOutTogether() throws Exception {
        int members = 4;
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            DistributedDoubleBarrier barrier = new DistributedDoubleBarrier(i % 2 == 0 ? one : two, path, members);
            all.add(elsewhere(() -> {
                arrived.incrementAndGet();
                assertTrue(barrier.enter(PATIENCE_SECONDS, TimeUnit.SECONDS));
                assertEquals(members, arrived.get());
                done.incrementAndGet();
                assertTrue(barrier.leave(PATIENCE_SECONDS, TimeUnit.SECONDS));
                assertEquals(members, done.get());
                return null;
            }));
        }
        for (Future<Void> member : all) {
            get(member);
        }
    }

    @Test
    public void anAtomicLongLosesNoIncrement() throws Exception {
        List<Future<Void>> workers = new ArrayList<>();
        for (CuratorFramework client : new CuratorFramework[] {one, two, one}) {
            DistributedAtomicLong counter = new DistributedAtomicLong(
                    client,
                    path,
                    new RetryNTimes(3, 1),
                    PromotedToLock.builder()
                            .lockPath(path + "-lock")
                            .retryPolicy(new RetryNTimes(100, 10))
                            .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .build());
            workers.add(elsewhere(() -> {
                for (int i = 0; i < 20; i++) {
                    assertTrue(counter.increment().succeeded());
                }
                return null;
            }));
        }
        for (Future<Void> worker : workers) {
            get(worker);
        }
        DistributedAtomicLong counter = new DistributedAtomicLong(one, path, new RetryNTimes(3, 1));
        AtomicValue<Long> value = counter.get();
        assertEquals(60L, (long) value.postValue());
        assertEquals(70L, (long) counter.add(10L).postValue());
        assertFalse(counter.compareAndSet(1L, 2L).succeeded());
        assertTrue(counter.compareAndSet(70L, 2L).succeeded());
        assertEquals(2L, (long) new CachedAtomicLong(counter, 5).next().preValue());
    }

    @Test
    public void aSharedCountTellsEverybody() throws Exception {
        SharedCount mine = closing(new SharedCount(one, path, 7));
        SharedCount other = closing(new SharedCount(two, path, 0));
        mine.start();
        other.start();
        assertEquals(7, other.getCount());
        BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        other.addListener(new SharedCountListener() {
            @Override
            public void countHasChanged(SharedCountReader count, int newCount) {
                heard.add(newCount);
            }

            @Override
            public void stateChanged(CuratorFramework client, ConnectionState state) {}
        });
        mine.setCount(8);
        assertEquals(8, (int) next(heard));
        VersionedValue<Integer> seen = other.getVersionedValue();
        assertTrue(mine.trySetCount(mine.getVersionedValue(), 9));
        assertFalse("somebody was faster", other.trySetCount(seen, 10));
        assertEquals(9, (int) next(heard));
    }
}
