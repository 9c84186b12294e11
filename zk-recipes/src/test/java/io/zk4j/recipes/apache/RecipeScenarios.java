/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.apache;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.NoNodeException;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Expiry;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.barrier.DistributedBarrier;
import io.zk4j.recipes.barrier.DistributedDoubleBarrier;
import io.zk4j.recipes.cache.CacheListener;
import io.zk4j.recipes.cache.ZkCache;
import io.zk4j.recipes.counter.AtomicValue;
import io.zk4j.recipes.counter.DistributedAtomicLong;
import io.zk4j.recipes.counter.SharedCount;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.lock.InterProcessReadWriteLock;
import io.zk4j.recipes.lock.InterProcessSemaphore;
import io.zk4j.recipes.node.GroupMember;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import io.zk4j.recipes.queue.SimpleDistributedQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each recipe does, with two clients, on whatever servers there are. */
@Timeout(120)
@SuppressWarnings("try") // the blocks say how long somebody listens
abstract class RecipeScenarios {
    /** Longer than any election of the servers and any pause of the machine. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(30);

    ZkFramework one;
    ZkFramework two;

    /** Where the servers are. */
    abstract String connectString();

    ZkFramework client() {
        return ZkFramework.builder(connectString())
                .sessionTimeout(SESSION_TIMEOUT)
                .namespace(getClass().getSimpleName())
                .open();
    }

    @BeforeEach
    void connect() {
        one = client();
        two = client();
    }

    @AfterEach
    void close() throws Exception {
        one.deleteTree("/").await();
        one.close();
        two.close();
    }

    private List<String> children(String path) throws InterruptedException {
        try {
            return one.children(path).await().names();
        } catch (NoNodeException none) {
            return List.of();
        }
    }

    @Test
    void aLockGoesToTheNextWhenItIsGivenBackAndWhenItsSessionEnds() throws Exception {
        Lease first = new InterProcessMutex(one, "/lock").acquire().await();
        var second = new InterProcessMutex(two, "/lock").acquire();
        eventually(() -> children("/lock").size() == 2);
        assertThat(second.isDone()).isFalse();
        first.release().await();
        Lease theirs = second.await();
        assertThat(theirs.fencingToken()).isGreaterThan(first.fencingToken());

        var third = new InterProcessMutex(one, "/lock").acquire();
        Expiry.ofSession(two, connectString());
        try (Lease again = third.await()) {
            eventually(() -> !theirs.isHeld()); // it hears of its end only now
            assertThat(again.fencingToken()).isGreaterThan(theirs.fencingToken());
        }
        var given = new InterProcessMutex(one, "/lock").acquire();
        given.await().release().await();
        eventually(() -> children("/lock").isEmpty());
    }

    @Test
    void readersAndHoldersOfASemaphoreShareAndAWriterDoesNot() throws Exception {
        var mine = new InterProcessReadWriteLock(one, "/rw");
        var theirs = new InterProcessReadWriteLock(two, "/rw");
        try (Lease reader = mine.readLock().acquire().await();
                Lease other = theirs.readLock().acquire().await()) {
            assertThat(List.of(reader.isHeld(), other.isHeld())).containsOnly(true);
            var writer = theirs.writeLock().acquire();
            other.release().await();
            assertThat(writer.isDone()).isFalse();
            reader.release().await();
            writer.await().release().await();
        }
        var semaphore = new InterProcessSemaphore(one, "/semaphore", 2);
        Lease first = semaphore.acquire().await();
        Lease second = semaphore.acquire().await();
        var third = new InterProcessSemaphore(two, "/semaphore", 2).acquire();
        second.release().await();
        third.await().release().await();
        first.release().await();
    }

    @Test
    void aLeaderIsFollowedByTheNext() throws Exception {
        try (var a = new LeaderLatch(one, "/leader", "a").start();
                var b = new LeaderLatch(two, "/leader", "b")) {
            long term = a.elected().await().fencingToken();
            b.start();
            eventually(() -> a.participants().await().size() == 2);
            assertThat(b.hasLeadership()).isFalse();
            Expiry.ofSession(one, connectString());
            assertThat(b.elected().await().fencingToken()).isGreaterThan(term);
            eventually(() -> a.participants().await().size() == 2);
            eventually(() -> !a.hasLeadership());
        }
    }

    @Test
    void barriersHoldBackUntilTheyAreOpened() throws Exception {
        var gate = new DistributedBarrier(one, "/gate");
        gate.setBarrier().await();
        two.sync("/gate").await(); // its server may be behind the one that set it
        var waiting = new DistributedBarrier(two, "/gate").waitOnBarrier();
        assertThat(new DistributedBarrier(two, "/gate")
                        .waitOnBarrier(Duration.ofMillis(50))
                        .await())
                .isFalse();
        gate.removeBarrier().await();
        assertThat(waiting.await()).isTrue();

        var mine = new DistributedDoubleBarrier(one, "/meeting", 2);
        var theirs = new DistributedDoubleBarrier(two, "/meeting", 2);
        var entering = mine.enter();
        assertThat(entering.isDone()).isFalse();
        assertThat(theirs.enter().await()).isTrue();
        assertThat(entering.await()).isTrue();
        var leaving = mine.leave();
        assertThat(theirs.leave().await()).isTrue();
        assertThat(leaving.await()).isTrue();
    }

    @Test
    void aQueueGivesEachItemOnceInTheirOrder() throws Exception {
        var in = new SimpleDistributedQueue(one, "/queue");
        var out = new SimpleDistributedQueue(two, "/queue");
        var waiting = out.take();
        for (int i = 0; i < 20; i++) {
            in.offer(Bytes.ofUtf8("" + i)).await();
        }
        assertThat(waiting.await().utf8()).isEqualTo("0");
        for (int i = 1; i < 20; i++) {
            assertThat(out.take().await().utf8()).isEqualTo("" + i);
        }
        assertThat(in.poll().await()).isEmpty();
    }

    @Test
    void everyIncrementCountsOnceAndASharedCountIsSeenByOthers() throws Exception {
        var changes = new ArrayList<Pending<AtomicValue<Long>>>();
        for (var zk : List.of(one, two)) {
            var number = new DistributedAtomicLong(zk, "/number", Integer.MAX_VALUE, null);
            for (int i = 0; i < 10; i++) {
                changes.add(number.increment());
            }
        }
        for (var change : changes) {
            assertThat(change.await().succeeded()).isTrue();
        }
        one.sync("/number").await(); // its server may be behind the one that the other wrote through
        assertThat(new DistributedAtomicLong(one, "/number").get().await()).isEqualTo(20);

        try (var mine = SharedCount.open(one, "/count", 1);
                var theirs = SharedCount.open(two, "/count", 2)) {
            mine.started().await();
            theirs.started().await();
            for (int count = 10; count < 13; count++) {
                int wanted = count;
                mine.setCount(wanted).await();
                eventually(() -> theirs.getCount() == wanted);
            }
        }
    }

    @Test
    void aCacheFollowsASubtreeThroughEverySession() throws Exception {
        try (var cache = ZkCache.builder(two, "/tree").scope(Scope.SUBTREE).open()) {
            cache.complete().await();
            var told = new CopyOnWriteArrayList<String>();
            CacheListener listener = change -> told.add(change.path());
            try (var registration = cache.listen(listener)) {
                write("/tree/a/b", "1");
                eventually(() -> text(cache, "/tree/a/b").equals(Optional.of("1")));
                write("/tree/a/b", "2");
                write("/tree/c", "3");
                one.delete("/tree/a/b").await();
                eventually(() -> cache.entries().keySet().equals(Set.of("/tree", "/tree/a", "/tree/c")));
                eventually(() -> told.containsAll(List.of("/tree/a/b", "/tree/c"))); // behind what the cache shows
            }
            Expiry.ofSession(two, connectString());
            write("/tree/d", "4");
            write("/tree/c", "5");
            eventually(() -> text(cache, "/tree/d").equals(Optional.of("4"))
                    && text(cache, "/tree/c").equals(Optional.of("5")));
            eventually(() -> cache.staleSince().isEmpty());
        }
    }

    private void write(String path, String text) throws InterruptedException {
        one.createOrSet(CreateSpec.of(path, Bytes.ofUtf8(text), CreateOptions.PERSISTENT)
                        .parents(Parents.PERSISTENT))
                .await();
    }

    private static Optional<String> text(ZkCache cache, String path) {
        return cache.get(path).map(entry -> entry.data().utf8());
    }

    @Test
    void membersOfAGroupSeeEachOtherComeAndGo() throws Exception {
        try (var mine = GroupMember.join(one, "/group", "mine", Bytes.EMPTY)) {
            try (var theirs = GroupMember.join(two, "/group", "theirs", Bytes.EMPTY)) {
                eventually(() -> mine.members().keySet().equals(Set.of("mine", "theirs")));
                eventually(() -> theirs.members().size() == 2);
            }
            eventually(() -> mine.members().keySet().equals(Set.of("mine")));
        }
    }
}
