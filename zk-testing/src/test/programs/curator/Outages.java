/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.locks.InterProcessMutex;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.data.Stat;
import org.junit.After;
import org.junit.Test;

/** The server goes away and comes back, at the word of the program itself. */
public class Outages extends CuratorTest {
    private static final int SHORT_SESSION_MILLIS = 5_000;

    /** Closing a client whose server is dead would hide why a test has failed. */
    @After
    public void bringTheServerBack() throws IOException {
        tell("start");
    }

    @Test
    public void aShortOutageSuspendsAndReconnectsWithinTheSession() throws Exception {
        BlockingQueue<ConnectionState> states = states(one);
        long session = one.getZookeeperClient().getZooKeeper().getSessionId();
        PersistentNode node =
                closing(new PersistentNode(one, CreateMode.EPHEMERAL, false, path + "/node", "mine".getBytes(), true));
        node.start();
        assertTrue(node.waitForInitialCreate(PATIENCE_SECONDS, TimeUnit.SECONDS));
        InterProcessMutex mutex = new InterProcessMutex(one, path + "/lock");
        mutex.acquire();
        CuratorCache cache = closing(CuratorCache.build(two, path));
        cache.start();
        await("the cache is filled", () -> cache.get(path + "/node").isPresent());

        tell("kill");
        assertEquals(ConnectionState.SUSPENDED, next(states));
        tell("start");
        assertEquals(ConnectionState.RECONNECTED, next(states));
        assertEquals(session, one.getZookeeperClient().getZooKeeper().getSessionId());
        assertEquals(session, owner(path + "/node"));
        assertTrue(mutex.isAcquiredInThisProcess());
        mutex.release();
        one.create().forPath(path + "/after", "outage".getBytes());
        await("the cache goes on", () -> cache.get(path + "/after").isPresent());
    }

    @Test
    public void anOperationDuringAnOutageIsRetriedUntilItIsOver() throws Exception {
        one.create().creatingParentsIfNeeded().forPath(path);
        BlockingQueue<String> created = new LinkedBlockingQueue<>();
        tell("kill");
        for (int i = 0; i < 10; i++) {
            one.create()
                    .inBackground((client, event) -> created.add(event.getResultCode() + " " + event.getPath()))
                    .forPath(path + "/" + i);
        }
        tell("start");
        for (int i = 0; i < 10; i++) {
            String answer = next(created);
            assertTrue(answer, answer.startsWith("0 "));
        }
        assertEquals(10, two.getChildren().forPath(path).size());
    }

    @Test
    public void aLongOutageLosesTheSessionAndEverythingComesBack() throws Exception {
        CuratorFramework brief = client(SHORT_SESSION_MILLIS);
        BlockingQueue<ConnectionState> states = states(brief);
        LeaderLatch latch = closing(new LeaderLatch(brief, path + "/latch"));
        latch.start();
        assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        PersistentNode node = closing(
                new PersistentNode(brief, CreateMode.EPHEMERAL, false, path + "/node", "mine".getBytes(), true));
        node.start();
        assertTrue(node.waitForInitialCreate(PATIENCE_SECONDS, TimeUnit.SECONDS));
        long session = brief.getZookeeperClient().getZooKeeper().getSessionId();

        tell("kill");
        until(ConnectionState.SUSPENDED, states);
        await("leadership is given up", () -> !latch.hasLeadership());
        until(ConnectionState.LOST, states);
        tell("start");
        until(ConnectionState.RECONNECTED, states);
        assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        await(
                "the node is there again",
                () -> owner(path + "/node")
                        == brief.getZookeeperClient().getZooKeeper().getSessionId());
        assertNotEquals(session, brief.getZookeeperClient().getZooKeeper().getSessionId());
    }

    @Test
    public void anExpiredSessionIsReplaced() throws Exception {
        BlockingQueue<ConnectionState> states = states(one);
        long session = one.getZookeeperClient().getZooKeeper().getSessionId();
        one.create().creatingParentsIfNeeded().forPath(path);
        one.create().withMode(CreateMode.EPHEMERAL).forPath(path + "/e");
        one.getZookeeperClient().getZooKeeper().getTestable().injectSessionExpiration();
        assertEquals(ConnectionState.LOST, nextBut(ConnectionState.SUSPENDED, states));
        assertEquals(ConnectionState.RECONNECTED, next(states));
        assertFalse(session == one.getZookeeperClient().getZooKeeper().getSessionId());
    }

    /** A session this short may be suspended at any time, if the machine has other things to do. */
    private static void until(ConnectionState wanted, BlockingQueue<ConnectionState> states)
            throws InterruptedException {
        while (next(states) != wanted) {
            // one that was told for another reason
        }
    }

    /** The session that a node belongs to; 0 for no node. */
    private long owner(String node) throws Exception {
        Stat stat = two.checkExists().forPath(node);
        return stat == null ? 0 : stat.getEphemeralOwner();
    }

    private static BlockingQueue<ConnectionState> states(CuratorFramework client) {
        BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();
        client.getConnectionStateListenable().addListener((which, state) -> {
            if (state != ConnectionState.CONNECTED) { // which may be told late
                states.add(state);
            }
        });
        return states;
    }

    private static ConnectionState nextBut(ConnectionState unwanted, BlockingQueue<ConnectionState> states)
            throws InterruptedException {
        ConnectionState state = next(states);
        return state == unwanted ? next(states) : state;
    }

    /** Has whoever started this program do something to the server; returns when it is done. */
    private static void tell(String word) throws IOException {
        try (Socket desk = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("desk"))) {
            desk.getOutputStream().write((word + "\n").getBytes());
            String answer = new BufferedReader(new InputStreamReader(desk.getInputStream())).readLine();
            assertEquals("done", answer);
        }
    }
}
