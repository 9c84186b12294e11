/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.CuratorEvent;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.api.transaction.CuratorTransactionResult;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.x.async.AsyncCuratorFramework;
import org.apache.curator.x.async.api.CreateOption;
import org.apache.curator.x.async.modeled.JacksonModelSerializer;
import org.apache.curator.x.async.modeled.ModelSpec;
import org.apache.curator.x.async.modeled.ModeledFramework;
import org.apache.curator.x.async.modeled.ZPath;
import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.Stat;
import org.junit.Test;

/** What Curator's framework does by itself, below the recipes. */
public class Operations extends CuratorTest {

    @Test
    public void nodesAreCreatedReadChangedAndDeleted() throws Exception {
        Stat created = new Stat();
        one.create().storingStatIn(created).creatingParentContainersIfNeeded().forPath(path + "/a", "1".getBytes());
        assertTrue(created.getCzxid() > 0);
        Stat read = new Stat();
        assertEquals("1", new String(two.getData().storingStatIn(read).forPath(path + "/a")));
        assertEquals(created.getCzxid(), read.getCzxid());
        assertEquals(
                1,
                two.setData()
                        .withVersion(0)
                        .forPath(path + "/a", "2".getBytes())
                        .getVersion());
        assertThrows(
                KeeperException.BadVersionException.class,
                () -> two.setData().withVersion(0).forPath(path + "/a", "3".getBytes()));
        one.create().orSetData().forPath(path + "/a", "4".getBytes());
        assertEquals("4", new String(two.getData().forPath(path + "/a")));
        assertThrows(KeeperException.NotEmptyException.class, () -> two.delete().forPath(path));
        two.delete().quietly().forPath(path + "/none");
        two.delete().guaranteed().deletingChildrenIfNeeded().forPath(path);
        assertNull(one.checkExists().forPath(path));
        KeeperException.NoNodeException none = assertThrows(
                KeeperException.NoNodeException.class, () -> one.getData().forPath(path));
        assertEquals(path, none.getPath());
    }

    @Test
    public void aProtectedSequentialNodeBearsItsMark() throws Exception {
        one.create().creatingParentsIfNeeded().forPath(path);
        String made = one.create()
                .withProtection()
                .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                .forPath(path + "/seq-");
        assertTrue(made, made.startsWith(path + "/_c_") && made.endsWith("-seq-0000000000"));
        assertEquals(
                one.getZookeeperClient().getZooKeeper().getSessionId(),
                two.checkExists().forPath(made).getEphemeralOwner());
    }

    @Test
    public void operationsInTheBackgroundAnswerInOrder() throws Exception {
        BlockingQueue<CuratorEvent> answers = new LinkedBlockingQueue<>();
        one.create().creatingParentsIfNeeded().forPath(path);
        one.create()
                .inBackground((client, event) -> answers.add(event), "context")
                .forPath(path + "/a");
        one.setData().inBackground((client, event) -> answers.add(event)).forPath(path + "/a", "1".getBytes());
        one.getData().inBackground((client, event) -> answers.add(event)).forPath(path + "/a");
        one.getChildren().inBackground((client, event) -> answers.add(event)).forPath(path);
        one.checkExists().inBackground((client, event) -> answers.add(event)).forPath(path + "/none");
        one.delete().inBackground((client, event) -> answers.add(event)).forPath(path + "/a");
        CuratorEvent create = next(answers);
        assertEquals("context", create.getContext());
        assertEquals(path + "/a", create.getName());
        assertEquals(1, next(answers).getStat().getVersion());
        assertEquals("1", new String(next(answers).getData()));
        assertEquals(Collections.singletonList("a"), next(answers).getChildren());
        assertEquals(KeeperException.Code.NONODE.intValue(), next(answers).getResultCode());
        assertEquals(0, next(answers).getResultCode());
        one.sync().inBackground((client, event) -> answers.add(event)).forPath(path);
        assertEquals(0, next(answers).getResultCode());
    }

    @Test
    public void aTransactionHappensWholeOrNotAtAll() throws Exception {
        one.create().creatingParentsIfNeeded().forPath(path);
        CuratorOp create = one.transactionOp().create().forPath(path + "/a", "1".getBytes());
        CuratorOp change = one.transactionOp().setData().forPath(path + "/a", "2".getBytes());
        CuratorOp sequential = one.transactionOp()
                .create()
                .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
                .forPath(path + "/s");
        CuratorOp check = one.transactionOp().check().withVersion(1).forPath(path + "/a");
        List<CuratorTransactionResult> results = one.transaction().forOperations(create, change, sequential, check);
        assertEquals(4, results.size());
        assertEquals(path + "/a", results.get(0).getResultPath());
        assertEquals(1, results.get(1).getResultStat().getVersion());
        assertEquals(path + "/s0000000001", results.get(2).getResultPath());

        CuratorOp delete = one.transactionOp().delete().forPath(path + "/a");
        CuratorOp impossible = one.transactionOp().delete().forPath(path + "/none");
        KeeperException.NoNodeException failure = assertThrows(
                KeeperException.NoNodeException.class, () -> one.transaction().forOperations(delete, impossible));
        assertEquals(2, failure.getResults().size());
        assertEquals("2", new String(two.getData().forPath(path + "/a")));
    }

    @Test
    public void watchersAreSetAndRemoved() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Watcher watcher = event -> heard.add(event.getType());
        one.create().creatingParentsIfNeeded().forPath(path);
        one.getData().usingWatcher(watcher).forPath(path);
        two.setData().forPath(path, new byte[1]);
        assertEquals(Watcher.Event.EventType.NodeDataChanged, next(heard));
        one.getChildren().usingWatcher(watcher).forPath(path);
        one.watchers().remove(watcher).ofType(Watcher.WatcherType.Children).forPath(path);
        assertEquals(Watcher.Event.EventType.ChildWatchRemoved, next(heard));
        assertThrows(
                KeeperException.NoWatcherException.class,
                () -> one.watchers()
                        .remove(watcher)
                        .ofType(Watcher.WatcherType.Children)
                        .forPath(path));
        one.watchers()
                .add()
                .withMode(AddWatchMode.PERSISTENT)
                .usingWatcher(watcher)
                .forPath(path);
        two.setData().forPath(path, new byte[2]);
        two.setData().forPath(path, new byte[3]);
        assertEquals(Watcher.Event.EventType.NodeDataChanged, next(heard));
        assertEquals(Watcher.Event.EventType.NodeDataChanged, next(heard));
        one.watchers().removeAll().forPath(path);
        assertEquals(Watcher.Event.EventType.PersistentWatchRemoved, next(heard));
    }

    @Test
    public void anApplicationLivesInItsNamespaceWithItsCredentials() throws Exception {
        CuratorFramework secret = closing(CuratorFrameworkFactory.builder()
                .connectString(System.getProperty("servers"))
                .retryPolicy(new RetryOneTime(100))
                .namespace(path.substring(1))
                .authorization("digest", "me:secret".getBytes())
                .build());
        secret.start();
        assertTrue(secret.blockUntilConnected(PATIENCE_SECONDS, TimeUnit.SECONDS));
        secret.create().withACL(ZooDefs.Ids.CREATOR_ALL_ACL).forPath("/mine", "hidden".getBytes());
        assertEquals("hidden", new String(secret.getData().forPath("/mine")));
        assertThrows(KeeperException.NoAuthException.class, () -> one.getData().forPath(path + "/mine"));
        assertEquals("digest", secret.getACL().forPath("/mine").get(0).getId().getScheme());
        secret.setACL().withACL(ZooDefs.Ids.OPEN_ACL_UNSAFE).forPath("/mine");
        assertEquals("hidden", new String(one.getData().forPath(path + "/mine")));
        assertEquals(Collections.singletonList("mine"), secret.getChildren().forPath("/"));
    }

    @Test
    public void stagesCompleteInCuratorsAsynchronousApi() throws Exception {
        AsyncCuratorFramework async = AsyncCuratorFramework.wrap(one);
        String made = get(async.create()
                .withOptions(Collections.singleton(CreateOption.createParentsIfNeeded))
                .forPath(path, "1".getBytes())
                .thenCompose(any -> async.create()
                        .withMode(CreateMode.PERSISTENT_SEQUENTIAL)
                        .forPath(path + "/s"))
                .toCompletableFuture());
        assertEquals(path + "/s0000000000", made);
        org.apache.curator.x.async.AsyncStage<byte[]> read =
                async.watched().getData().forPath(path);
        assertEquals("1", new String(get(read.toCompletableFuture())));
        two.setData().forPath(path, "2".getBytes());
        assertEquals(
                Watcher.Event.EventType.NodeDataChanged,
                get(read.event().toCompletableFuture()).getType());
        assertNull(get(async.checkExists().forPath(path + "/none").toCompletableFuture()));

        ModeledFramework<int[]> model = ModeledFramework.wrap(
                async,
                ModelSpec.builder(ZPath.parse(path + "/model"), JacksonModelSerializer.build(int[].class))
                        .build());
        get(model.set(new int[] {1, 2}).toCompletableFuture());
        assertEquals(2, get(model.read().toCompletableFuture())[1]);
    }

    @Test
    public void theSessionTellsItsEndToTheNextOne() throws Exception {
        long session = one.getZookeeperClient().getZooKeeper().getSessionId();
        byte[] password = one.getZookeeperClient().getZooKeeper().getSessionPasswd();
        assertFalse(session == 0 || Arrays.equals(password, new byte[password.length]));
        assertNotNull(one.getZookeeperClient().getCurrentConnectionString());
        one.create().creatingParentsIfNeeded().forPath(path);
        one.create().withMode(CreateMode.EPHEMERAL).forPath(path + "/e");
        one.close();
        assertNull(two.checkExists().forPath(path + "/e"));
    }
}
