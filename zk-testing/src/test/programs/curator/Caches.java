/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.recipes.cache.NodeCache;
import org.apache.curator.framework.recipes.cache.PathChildrenCache;
import org.apache.curator.framework.recipes.cache.TreeCache;
import org.apache.curator.framework.recipes.watch.PersistentWatcher;
import org.junit.Test;

@SuppressWarnings("deprecation")
public class Caches extends CuratorTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    public void aPathChildrenCacheFollowsTheChildren() throws Exception {
        two.create().creatingParentsIfNeeded().forPath(path + "/a", "1".getBytes());
        PathChildrenCache cache = closing(new PathChildrenCache(one, path, true));
        cache.getListenable().addListener((client, event) -> {
            if (event.getData() != null) {
                told.add(event.getType() + " " + event.getData().getPath() + " "
                        + new String(event.getData().getData()));
            }
        });
        cache.start(PathChildrenCache.StartMode.BUILD_INITIAL_CACHE);
        assertEquals(1, cache.getCurrentData().size());
        two.setData().forPath(path + "/a", "2".getBytes());
        assertEquals("CHILD_UPDATED " + path + "/a 2", next(told));
        two.create().forPath(path + "/b", "3".getBytes());
        assertEquals("CHILD_ADDED " + path + "/b 3", next(told));
        two.delete().forPath(path + "/a");
        assertEquals("CHILD_REMOVED " + path + "/a 2", next(told));
        assertEquals("3", new String(cache.getCurrentData(path + "/b").getData()));
        assertNull(cache.getCurrentData(path + "/a"));
    }

    @Test
    public void aTreeCacheFollowsTheSubtree() throws Exception {
        two.create().creatingParentsIfNeeded().forPath(path + "/a/b", "1".getBytes());
        TreeCache cache = closing(new TreeCache(one, path));
        CountDownLatch initialized = new CountDownLatch(1);
        cache.getListenable().addListener((client, event) -> {
            if (event.getType() == org.apache.curator.framework.recipes.cache.TreeCacheEvent.Type.INITIALIZED) {
                initialized.countDown();
            } else if (initialized.getCount() == 0 && event.getData() != null) {
                told.add(event.getType() + " " + event.getData().getPath());
            }
        });
        cache.start();
        assertTrue(initialized.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("1", new String(cache.getCurrentData(path + "/a/b").getData()));
        two.create().forPath(path + "/a/c", "2".getBytes());
        assertEquals("NODE_ADDED " + path + "/a/c", next(told));
        two.setData().forPath(path + "/a/b", "3".getBytes());
        assertEquals("NODE_UPDATED " + path + "/a/b", next(told));
        two.delete().forPath(path + "/a/b");
        assertEquals("NODE_REMOVED " + path + "/a/b", next(told));
        assertEquals(1, cache.getCurrentChildren(path + "/a").size());
    }

    @Test
    public void aCuratorCacheFollowsTheSubtree() throws Exception {
        two.create().creatingParentsIfNeeded().forPath(path + "/a/b", "1".getBytes());
        CuratorCache cache = closing(CuratorCache.build(one, path));
        CountDownLatch initialized = new CountDownLatch(1);
        cache.listenable()
                .addListener(CuratorCacheListener.builder()
                        .forInitialized(initialized::countDown)
                        .afterInitialized()
                        .build());
        cache.listenable()
                .addListener(CuratorCacheListener.builder()
                        .forCreates(node -> told.add("created " + node.getPath()))
                        .forChanges((before, after) -> told.add("changed " + after.getPath() + " from "
                                + new String(before.getData()) + " to " + new String(after.getData())))
                        .forDeletes(node -> told.add("deleted " + node.getPath()))
                        .afterInitialized()
                        .build());
        cache.start();
        assertTrue(initialized.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals(3, cache.size());
        two.create().forPath(path + "/a/c", "2".getBytes());
        assertEquals("created " + path + "/a/c", next(told));
        two.setData().forPath(path + "/a/b", "3".getBytes());
        assertEquals("changed " + path + "/a/b from 1 to 3", next(told));
        two.delete().forPath(path + "/a/b");
        assertEquals("deleted " + path + "/a/b", next(told));
        assertEquals("2", new String(cache.get(path + "/a/c").get().getData()));
    }

    @Test
    public void aCuratorCacheEndsUpWithWhatManyWritersLeft() throws Exception {
        two.create().creatingParentsIfNeeded().forPath(path);
        CuratorCache cache = closing(CuratorCache.build(one, path));
        cache.start();
        for (int i = 0; i < 200; i++) {
            two.create().inBackground().forPath(path + "/" + i, "new".getBytes());
            two.setData()
                    .inBackground()
                    .forPath(path + "/" + i, Integer.toString(i).getBytes());
            if (i % 3 == 0) {
                two.delete().inBackground().forPath(path + "/" + i);
            }
        }
        two.create().forPath(path + "/last");
        await("the last write is seen", () -> cache.get(path + "/last").isPresent());
        await("all are there", () -> cache.size() == 2 + 200 - 67);
        for (int i = 0; i < 200; i++) {
            int number = i;
            await(
                    path + "/" + i,
                    () -> number % 3 == 0
                            ? !cache.get(path + "/" + number).isPresent()
                            : Integer.toString(number)
                                    .equals(cache.get(path + "/" + number)
                                            .map(node -> new String(node.getData()))
                                            .orElse("none yet")));
        }
    }

    @Test
    public void aNodeCacheFollowsOneNode() throws Exception {
        NodeCache cache = closing(new NodeCache(one, path));
        cache.getListenable()
                .addListener(() -> told.add(
                        cache.getCurrentData() == null
                                ? "gone"
                                : new String(cache.getCurrentData().getData())));
        cache.start(true);
        two.create().creatingParentsIfNeeded().forPath(path, "1".getBytes());
        assertEquals("1", next(told));
        two.setData().forPath(path, "2".getBytes());
        assertEquals("2", next(told));
        two.delete().forPath(path);
        assertEquals("gone", next(told));
    }

    @Test
    public void aPersistentWatcherHearsOfEverythingBelow() throws Exception {
        PersistentWatcher watcher = closing(new PersistentWatcher(one, path, true));
        CountDownLatch set = new CountDownLatch(1);
        watcher.getResetListenable().addListener(set::countDown);
        watcher.getListenable().addListener(event -> told.add(event.getType() + " " + event.getPath()));
        watcher.start();
        assertTrue(set.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        two.create().creatingParentsIfNeeded().forPath(path + "/a");
        assertEquals("NodeCreated " + path, next(told));
        assertEquals("NodeCreated " + path + "/a", next(told));
        two.setData().forPath(path + "/a", new byte[1]);
        two.setData().forPath(path + "/a", new byte[2]);
        assertEquals("NodeDataChanged " + path + "/a", next(told));
        assertEquals("NodeDataChanged " + path + "/a", next(told));
        two.delete().deletingChildrenIfNeeded().forPath(path);
        assertEquals("NodeDeleted " + path + "/a", next(told));
        assertEquals("NodeDeleted " + path, next(told));
    }
}
