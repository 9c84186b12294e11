/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryForever;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.TestName;

/**
 * Two clients of Curator, and a path of its own for each test.
 *
 * <p>These programs are what users have: compiled against Apache's jars, run with Apache's or ours in their place. They see nothing
 * of zk4j.
 */
public abstract class CuratorTest {
    static final int PATIENCE_SECONDS = 120;
    /** Longer than a server takes to start on a machine that has other things to do. */
    private static final int SESSION_TIMEOUT_MILLIS = 40_000;

    private static final int CONNECTION_TIMEOUT_MILLIS = 40_000;
    private static final int RETRY_MILLIS = 100;

    @Rule
    public final TestName name = new TestName();

    private final List<AutoCloseable> opened = new ArrayList<>();
    final ExecutorService threads = Executors.newCachedThreadPool();
    CuratorFramework one;
    CuratorFramework two;
    String path;

    @Before
    public void connect() throws Exception {
        path = "/" + getClass().getSimpleName() + "/" + name.getMethodName();
        one = client(SESSION_TIMEOUT_MILLIS);
        two = client(SESSION_TIMEOUT_MILLIS);
    }

    @After
    public void disconnect() throws Exception {
        threads.shutdownNow();
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        assertTrue("threads end", threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    CuratorFramework client(int sessionTimeoutMillis) throws InterruptedException {
        CuratorFramework client = closing(CuratorFrameworkFactory.newClient(
                System.getProperty("servers"),
                sessionTimeoutMillis,
                CONNECTION_TIMEOUT_MILLIS,
                new RetryForever(RETRY_MILLIS)));
        client.start();
        assertTrue("connects", client.blockUntilConnected(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return client;
    }

    /** Closes it after the test, before what was opened earlier. */
    <T extends AutoCloseable> T closing(T resource) {
        opened.add(resource);
        return resource;
    }

    <T> Future<T> elsewhere(Callable<T> work) {
        return threads.submit(work);
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull("nothing came within " + PATIENCE_SECONDS + " s", item);
        return item;
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            assertTrue("within " + PATIENCE_SECONDS + " s: " + what, System.nanoTime() < deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
