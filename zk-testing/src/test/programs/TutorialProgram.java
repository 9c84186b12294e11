/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reader of the classic tutorial types: a JUnit 4 class against Apache's names, with nothing of zk4j in it.
 *
 * <p>Compiled once against Apache's jar and run unchanged with Apache's or with ours. Each method leaves the tree as it
 * found it, so that it can be run again and again.
 */
public class TutorialProgram {
    private static final Logger LOG = LoggerFactory.getLogger(TutorialProgram.class);
    private static final String SERVERS =
            System.getProperty("servers", "localhost:2181,localhost:2182,localhost:2183");

    private final BlockingQueue<WatchedEvent> connectionEvents = new LinkedBlockingQueue<>();
    private ZooKeeper zk;

    @Before
    public void connect() throws Exception {
        zk = new ZooKeeper(SERVERS, 30000, new Watcher() {
            @Override
            public void process(WatchedEvent event) {
                LOG.info("event: {}", event.getType());
                if (event.getType() != Event.EventType.None) {
                    connectionEvents.add(event);
                }
            }
        });
    }

    @After
    public void disconnect() throws InterruptedException {
        zk.close();
    }

    @Test
    public void createsNodesInTheFourModes() throws Exception {
        assertEquals("/zk001", create("/zk001", CreateMode.PERSISTENT));
        String first = create("/zk001/seq", CreateMode.PERSISTENT_SEQUENTIAL);
        String second = create("/zk001/seq", CreateMode.PERSISTENT_SEQUENTIAL);
        assertEquals("/zk001/seq0000000000", first);
        assertEquals("/zk001/seq0000000001", second);
        assertEquals("/zk001/mine", create("/zk001/mine", CreateMode.EPHEMERAL));
        assertEquals("/zk001/mine0000000003", create("/zk001/mine", CreateMode.EPHEMERAL_SEQUENTIAL));
        assertEquals(zk.getSessionId(), zk.exists("/zk001/mine", false).getEphemeralOwner());

        for (String child : zk.getChildren("/zk001", false)) {
            zk.delete("/zk001/" + child, -1);
        }
        zk.delete("/zk001", -1);
    }

    @Test
    public void deletesWhateverTheVersion() throws Exception {
        create("/zk001", CreateMode.PERSISTENT);
        zk.setData("/zk001", "other".getBytes(UTF_8), -1);
        zk.delete("/zk001", -1);
        assertNull(zk.exists("/zk001", false));
    }

    @Test
    public void setsDataAndLogsTheVersion() throws Exception {
        create("/zk001", CreateMode.PERSISTENT);
        Stat stat = zk.setData("/zk001", "mydata".getBytes(UTF_8), -1);
        LOG.info("version: {}", stat.getVersion());
        assertEquals(1, stat.getVersion());
        zk.delete("/zk001", -1);
    }

    @Test
    public void getsDataWithoutWatcherAndStat() throws Exception {
        create("/zk001", CreateMode.PERSISTENT);
        byte[] data = zk.getData("/zk001", null, null);
        LOG.info("data: {}", new String(data, UTF_8));
        assertArrayEquals("testData".getBytes(UTF_8), data);
        zk.delete("/zk001", -1);
    }

    @Test
    public void aWatcherOnDataHearsOfTheNextChange() throws Exception {
        create("/zk001", CreateMode.PERSISTENT);
        final BlockingQueue<WatchedEvent> heard = new LinkedBlockingQueue<>();
        byte[] data = zk.getData(
                "/zk001",
                new Watcher() {
                    @Override
                    public void process(WatchedEvent event) {
                        LOG.info("event: {}", event.getType());
                        heard.add(event);
                    }
                },
                null);
        assertArrayEquals("testData".getBytes(UTF_8), data);
        zk.setData("/zk001", "mydata".getBytes(UTF_8), -1);
        assertEvent(heard, Watcher.Event.EventType.NodeDataChanged, "/zk001");
        zk.delete("/zk001", -1);
        assertTrue(heard.isEmpty());
    }

    @Test
    public void existsTellsWhenTheNodeWasCreated() throws Exception {
        create("/zk001", CreateMode.PERSISTENT);
        Stat stat = zk.exists("/zk001", false);
        LOG.info("czxid: {}", stat.getCzxid());
        assertTrue(stat.getCzxid() > 0);
        zk.delete("/zk001", -1);
    }

    @Test
    public void theWatcherOfTheConstructorHearsOfTheDelete() throws Exception {
        create("/zk001", CreateMode.PERSISTENT);
        assertNotNull(zk.exists("/zk001", true));
        zk.delete("/zk001", -1);
        assertEvent(connectionEvents, Watcher.Event.EventType.NodeDeleted, "/zk001");
    }

    @Test
    public void aWatcherHearsOnce() throws Exception {
        create("/zk002", CreateMode.PERSISTENT);
        final BlockingQueue<WatchedEvent> heard = new LinkedBlockingQueue<>();
        zk.exists("/zk002", new Watcher() {
            @Override
            public void process(WatchedEvent event) {
                LOG.info("event: {}", event.getType());
                heard.add(event);
            }
        });
        zk.setData("/zk002", "mydata".getBytes(UTF_8), -1);
        assertEvent(heard, Watcher.Event.EventType.NodeDataChanged, "/zk002");
        zk.delete("/zk002", -1);
        // Events come before the replies that follow them: had the delete fired the watcher, it would be here by now.
        assertNull(zk.exists("/zk002", false));
        assertTrue(heard.isEmpty());
    }

    @Test
    public void listsChildrenByTheirNames() throws Exception {
        create("/zk", CreateMode.PERSISTENT);
        create("/zk/001", CreateMode.PERSISTENT);
        create("/zk/002", CreateMode.PERSISTENT);
        List<String> children = zk.getChildren("/zk", true);
        LOG.info("children: {}", children);
        assertEquals(new HashSet<>(Arrays.asList("001", "002")), new HashSet<>(children));

        zk.delete("/zk/001", -1);
        assertEvent(connectionEvents, Watcher.Event.EventType.NodeChildrenChanged, "/zk");
        zk.delete("/zk/002", -1);
        zk.delete("/zk", -1);
    }

    private String create(String path, CreateMode mode) throws Exception {
        return zk.create(path, "testData".getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, mode);
    }

    private static void assertEvent(BlockingQueue<WatchedEvent> heard, Watcher.Event.EventType type, String path)
            throws InterruptedException {
        WatchedEvent event = heard.poll(20, TimeUnit.SECONDS);
        assertNotNull("no event within 20 s, expected " + type + " of " + path, event);
        assertEquals(type, event.getType());
        assertEquals(path, event.getPath());
    }
}
