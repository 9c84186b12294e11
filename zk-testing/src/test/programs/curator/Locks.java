/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.locks.InterProcessMultiLock;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.locks.InterProcessReadWriteLock;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreMutex;
import org.apache.curator.framework.recipes.locks.InterProcessSemaphoreV2;
import org.apache.curator.framework.recipes.locks.Lease;
import org.junit.Test;

public class Locks extends CuratorTest {
    private static final int A_MOMENT_MILLIS = 50;

    @Test
    public void aMutexIsHeldByOneAndReentrant() throws Exception {
        InterProcessMutex mine = new InterProcessMutex(one, path);
        InterProcessMutex other = new InterProcessMutex(two, path);
        mine.acquire();
        assertTrue(mine.acquire(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertFalse(get(elsewhere(() -> other.acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS))));
        assertEquals(1, mine.getParticipantNodes().size());
        mine.release();
        assertTrue(mine.isAcquiredInThisProcess());
        mine.release();
        assertTrue(get(elsewhere(() -> other.acquire(PATIENCE_SECONDS, TimeUnit.SECONDS))));
        assertFalse(mine.acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Test
    public void aMutexExcludesManyThreadsOfManyClients() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger passed = new AtomicInteger();
        List<Future<Void>> workers = new ArrayList<>();
        for (CuratorFramework client : Arrays.asList(one, two, one, two)) {
            InterProcessMutex mutex = new InterProcessMutex(client, path);
            workers.add(elsewhere(() -> {
                for (int i = 0; i < 15; i++) {
                    mutex.acquire();
                    assertEquals(1, inside.incrementAndGet());
                    passed.incrementAndGet();
                    inside.decrementAndGet();
                    mutex.release();
                }
                return null;
            }));
        }
        for (Future<Void> worker : workers) {
            get(worker);
        }
        assertEquals(60, passed.get());
        await(
                "no place in the line is left",
                () -> one.getChildren().forPath(path).isEmpty());
    }

    @Test
    public void aRevocableMutexIsAskedToLetGo() throws Exception {
        InterProcessMutex mine = new InterProcessMutex(one, path);
        CountDownLatch asked = new CountDownLatch(1);
        mine.makeRevocable(lock -> asked.countDown());
        mine.acquire();
        String place = mine.getParticipantNodes().iterator().next();
        org.apache.curator.framework.recipes.locks.Revoker.attemptRevoke(two, place);
        assertTrue(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        mine.release();
    }

    @Test
    public void aMutexOfAClientThatGoesAwayIsFree() throws Exception {
        CuratorFramework mortal = client(8_000);
        get(elsewhere(() -> {
            new InterProcessMutex(mortal, path).acquire();
            return null;
        }));
        InterProcessMutex mine = new InterProcessMutex(one, path);
        assertFalse(mine.acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
        mortal.close();
        assertTrue(mine.acquire(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    public void aSemaphoreHasSoManyLeases() throws Exception {
        InterProcessSemaphoreV2 mine = new InterProcessSemaphoreV2(one, path, 3);
        InterProcessSemaphoreV2 other = new InterProcessSemaphoreV2(two, path, 3);
        List<Lease> leases = new ArrayList<>(mine.acquire(2));
        leases.add(other.acquire());
        assertNull(other.acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
        leases.get(0).close();
        Lease next = other.acquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next);
        mine.returnAll(leases.subList(1, 2));
        other.returnLease(next);
        other.returnLease(leases.get(2));
        await("no lease is left", () -> mine.getParticipantNodes().isEmpty());
    }

    @Test
    public void aSemaphoreMutexBelongsToNoThread() throws Exception {
        InterProcessSemaphoreMutex mutex = new InterProcessSemaphoreMutex(one, path);
        mutex.acquire();
        assertFalse(new InterProcessSemaphoreMutex(two, path).acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
        get(elsewhere(() -> {
            mutex.release();
            return null;
        }));
        assertTrue(new InterProcessSemaphoreMutex(two, path).acquire(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    public void readersShareAndAWriterIsAlone() throws Exception {
        InterProcessReadWriteLock mine = new InterProcessReadWriteLock(one, path);
        InterProcessReadWriteLock other = new InterProcessReadWriteLock(two, path);
        mine.readLock().acquire();
        assertTrue(get(elsewhere(() -> other.readLock().acquire(PATIENCE_SECONDS, TimeUnit.SECONDS)
                && !other.writeLock().acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS)
                && release(other.readLock()))));
        mine.readLock().release();
        mine.writeLock().acquire();
        assertTrue("a writer may read", mine.readLock().acquire(PATIENCE_SECONDS, TimeUnit.SECONDS));
        mine.writeLock().release();
        assertTrue(
                "it is a reader now",
                get(elsewhere(() -> other.readLock().acquire(PATIENCE_SECONDS, TimeUnit.SECONDS))));
    }

    @Test
    public void aMultiLockTakesAllOrNone() throws Exception {
        InterProcessMultiLock both = new InterProcessMultiLock(one, Arrays.asList(path + "/a", path + "/b"));
        InterProcessMutex b = new InterProcessMutex(two, path + "/b");
        b.acquire();
        assertFalse(both.acquire(A_MOMENT_MILLIS, TimeUnit.MILLISECONDS));
        assertTrue(get(
                elsewhere(() -> new InterProcessMutex(two, path + "/a").acquire(PATIENCE_SECONDS, TimeUnit.SECONDS))));
        b.release();
    }

    private static boolean release(InterProcessMutex mutex) throws Exception {
        mutex.release();
        return true;
    }
}
