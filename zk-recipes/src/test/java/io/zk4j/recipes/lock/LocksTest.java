/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.lock;

import static io.zk4j.recipes.Playground.PATIENCE;
import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.primitive.Lease;
import io.zk4j.recipes.primitive.LeaseLostException;
import io.zk4j.recipes.primitive.PatienceExhaustedException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class LocksTest {
    private static final String GUID = "_c_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-";

    private Playground playground;
    private ZkFramework one;
    private ZkFramework two;
    private String path;

    @BeforeAll
    void open() {
        playground = new Playground();
        one = playground.newClient();
        two = playground.newClient();
    }

    @BeforeEach
    void takeAPathOfItsOwn(TestInfo test) {
        path = "/" + test.getTestMethod().orElseThrow().getName();
    }

    @AfterAll
    void close() {
        playground.close();
    }

    private void eventuallyHas(String parent, int children) {
        eventually(() -> playground.children(parent).size() == children);
    }

    private static void assertNotNow(InterProcessLock lock) {
        assertThatThrownBy(() -> lock.acquire(Duration.ZERO).await()).isInstanceOf(PatienceExhaustedException.class);
    }

    @Test
    void aMutexIsReentrantForItsHandleOnWhateverThread() throws Exception {
        var mine = new InterProcessMutex(one, path);
        var other = new InterProcessMutex(one, path);
        Lease first = mine.acquire().await();
        Lease again = mine.acquire(Duration.ZERO).await();
        assertThat(again.fencingToken()).isEqualTo(first.fencingToken());
        assertNotNow(other);

        var closer = new Thread(first::close);
        closer.start();
        closer.join();
        first.close();
        assertThat(again.isHeld()).isTrue();
        assertNotNow(other);

        again.close();
        Lease next = other.acquire(PATIENCE).await();
        assertThat(next.fencingToken()).isGreaterThan(first.fencingToken());
        assertThat(playground.children(path)).hasSize(1).allMatch(name -> name.matches(GUID + "lock-\\d{10}"));
        next.release().await();
        assertThat(playground.children(path)).isEmpty();
    }

    @Test
    void whoWaitsThroughTheSameHandleSharesTheHold() throws Exception {
        Lease foreign = new InterProcessMutex(two, path).acquire().await();
        var handle = new InterProcessMutex(one, path);
        Pending<Lease> first = handle.acquire();
        Pending<Lease> second = handle.acquire();
        eventuallyHas(path, 3);
        foreign.close();
        Lease a = first.await();
        Lease b = second.await();
        assertThat(a.path()).isEqualTo(b.path());
        eventuallyHas(path, 1);
        a.close();
        b.close();
        eventuallyHas(path, 0);
    }

    @Test
    void aMutexExcludesManyClients() throws Exception {
        var inside = new AtomicInteger();
        var passed = new AtomicInteger();
        var workers = List.of(one, two, one, two).stream()
                .map(zk -> new Thread(() -> {
                    var mutex = new InterProcessMutex(zk, path);
                    for (int i = 0; i < 20; i++) {
                        try {
                            mutex.run(() -> {
                                assertThat(inside.incrementAndGet()).isEqualTo(1);
                                passed.incrementAndGet();
                                return inside.decrementAndGet();
                            });
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }))
                .toList();
        workers.forEach(Thread::start);
        for (var worker : workers) {
            worker.join();
        }
        assertThat(passed).hasValue(80);
        eventuallyHas(path, 0);
    }

    @Test
    void aHolderHearsThatSomebodyWantsTheLock() throws Exception {
        var asked = new CountDownLatch(1);
        var mutex = new InterProcessMutex(one, path).onRevocationRequest(asked::countDown);
        Lease lease = mutex.acquire().await();
        Revoker.attemptRevoke(two, mutex.participants().await().get(0)).await();
        asked.await();
        assertThat(lease.isHeld()).isTrue();
        lease.close();
        Revoker.attemptRevoke(two, lease.path()).await();
    }

    @Test
    void kazoosLocksCountIfTheirNameIsGiven() throws Exception {
        var kazoo = CreateSpec.of(
                        path + "/0123456789abcdef0123456789abcdef__lock__",
                        Bytes.EMPTY,
                        CreateOptions.EPHEMERAL.sequential())
                .parents(Parents.CONTAINERS);
        String theirs =
                two.engine().take(() -> two.operations().create(kazoo)).await().path();
        var mutex = new InterProcessMutex(one, path).alsoCounting("__lock__");
        assertNotNow(mutex);
        Pending<Lease> waiting = mutex.acquire();
        eventuallyHas(path, 2);
        playground.delete(theirs);
        waiting.await().close();
    }

    @Test
    void readersShareAndWritersDoNot() throws Exception {
        var mine = new InterProcessReadWriteLock(one, path);
        var other = new InterProcessReadWriteLock(two, path);
        Lease a = mine.readLock().acquire().await();
        Lease b = other.readLock().acquire().await();
        Pending<Lease> writer = other.writeLock().acquire();
        eventuallyHas(path, 3);
        assertNotNow(new InterProcessReadWriteLock(one, path).readLock()); // behind the writer
        a.close();
        assertThat(writer).isNotDone();
        b.close();
        Lease writing = writer.await();
        assertNotNow(mine.readLock());
        writing.release().await();
        eventually(() ->
                playground.children(path).isEmpty()); // what was not to be had at once is taken away behind the answer
    }

    @Test
    void whoHasWrittenGoesOnReadingAheadOfThoseWhoWait() throws Exception {
        var mine = new InterProcessReadWriteLock(one, path);
        var other = new InterProcessReadWriteLock(two, path);
        Lease writing = mine.writeLock().acquire().await();
        Pending<Lease> waiting = other.writeLock().acquire();
        eventuallyHas(path, 2);
        Lease reading = mine.readLock().acquire(PATIENCE).await();
        assertThat(reading.path())
                .matches(path + "/" + GUID + "__READ__" + writing.path().replaceAll(".*__WRIT__", ""));
        writing.release().await();
        assertThat(waiting).isNotDone();
        assertThat(reading.isHeld()).isTrue();
        reading.close();
        waiting.await().close();
    }

    @Test
    void aSemaphoreHasSoManyLeasesAndNoneIsForgotten() throws Exception {
        var number = new AtomicInteger(2);
        var semaphore = new InterProcessSemaphore(one, path, number::get);
        var other = new InterProcessSemaphore(two, path, number::get);
        Lease a = semaphore.acquire().await();
        Lease b = other.acquire().await();
        assertThat(b.fencingToken()).isGreaterThan(a.fencingToken());
        assertNotNow(semaphore);
        Pending<Lease> third = semaphore.acquire();
        eventually(() -> playground.children(path + "/leases").size() == 3);
        number.set(3);
        semaphore.leasesMaxChanged();
        Lease c = third.await();
        assertThat(playground.children(path + "/leases")).allMatch(name -> name.matches(GUID + "lease-\\d{10}"));
        Pending<Lease> fourth = other.acquire();
        Pending<Lease> fifth = semaphore.acquire();
        eventually(() -> playground.children(path + "/locks").size() == 2);
        fourth.cancel(true);
        a.close();
        fifth.await().close();
        b.close();
        c.close();
        eventuallyHas(path + "/leases", 0);
        eventuallyHas(path + "/locks", 0);
    }

    @Test
    void aSemaphoreMutexIsNotReentrant() throws Exception {
        var mutex = new InterProcessSemaphoreMutex(one, path);
        Lease lease = mutex.acquire().await();
        assertNotNow(mutex);
        lease.close();
        mutex.acquire(PATIENCE).await().close();
    }

    @Test
    void severalLocksAreHeldAllOrNone() throws Exception {
        var paths = List.of(path + "/a", path + "/b", path + "/c");
        var all = InterProcessMultiLock.ofPaths(one, paths);
        Lease last = new InterProcessMutex(two, path + "/c").acquire().await();
        assertNotNow(all);
        eventuallyHas(path + "/a", 0);
        last.close();
        Lease lease = all.acquire(PATIENCE).await();
        List<Op> write = List.of(Op.create(path + "/written-", Bytes.EMPTY, CreateOptions.PERSISTENT.sequential()));
        assertThat(lease.guarded(write).await()).hasSize(1);
        playground.delete(path + "/a/" + playground.children(path + "/a").get(0));
        assertThatThrownBy(() -> lease.guarded(write).await()).isInstanceOf(LeaseLostException.class);
        lease.lost().toCompletableFuture().get();
        lease.release().await();
        eventuallyHas(path + "/b", 0);
    }
}
