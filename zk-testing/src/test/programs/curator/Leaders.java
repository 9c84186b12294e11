/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.apache.curator.framework.recipes.leader.LeaderSelector;
import org.apache.curator.framework.recipes.leader.LeaderSelectorListenerAdapter;
import org.junit.Test;

public class Leaders extends CuratorTest {

    @Test
    public void aLatchLetsTheNextOneLeadWhenTheLeaderCloses() throws Exception {
        LeaderLatch first = new LeaderLatch(one, path, "first");
        LeaderLatch second = closing(new LeaderLatch(two, path, "second"));
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        first.addListener(teller("first", told));
        BlockingQueue<String> secondTold = new LinkedBlockingQueue<>();
        second.addListener(teller("second", secondTold));
        first.start();
        assertTrue(first.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        second.start();
        await("both take part", () -> second.getParticipants().size() == 2);
        assertFalse(second.hasLeadership());
        assertEquals("first", second.getLeader().getId());

        first.close(LeaderLatch.CloseMode.NOTIFY_LEADER);
        assertTrue(second.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        assertEquals("first leads", next(told));
        assertEquals("first does not lead", next(told));
        assertEquals("second leads", next(secondTold));
    }

    @Test
    public void aLatchLetsTheNextOneLeadWhenTheLeadersSessionEnds() throws Exception {
        CuratorFramework mortal = client(8_000);
        LeaderLatch first = new LeaderLatch(mortal, path);
        first.start();
        assertTrue(first.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        LeaderLatch second = closing(new LeaderLatch(two, path));
        second.start();
        assertFalse(second.hasLeadership());
        mortal.getZookeeperClient().getZooKeeper().close();
        assertTrue(second.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        mortal.close();
    }

    @Test
    public void selectorsTakeTurnsAsLongAsTheyQueue() throws Exception {
        BlockingQueue<String> reigns = new LinkedBlockingQueue<>();
        for (CuratorFramework client : new CuratorFramework[] {one, two}) {
            String id = client == one ? "one" : "two";
            LeaderSelector selector = closing(new LeaderSelector(client, path, new LeaderSelectorListenerAdapter() {
                @Override
                public void takeLeadership(CuratorFramework leader) {
                    reigns.add(id);
                }
            }));
            selector.setId(id);
            selector.autoRequeue();
            selector.start();
        }
        await(
                "both have led twice",
                () -> reigns.stream().filter("one"::equals).count() >= 2
                        && reigns.stream().filter("two"::equals).count() >= 2);
    }

    @Test
    public void aSelectorLetsGoWhenInterrupted() throws Exception {
        CountDownLatch leads = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        LeaderSelector selector = closing(new LeaderSelector(one, path, new LeaderSelectorListenerAdapter() {
            @Override
            public void takeLeadership(CuratorFramework leader) throws InterruptedException {
                leads.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            }
        }));
        selector.start();
        assertTrue(leads.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        await("it says so", selector::hasLeadership);
        selector.interruptLeadership();
        assertTrue(interrupted.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        await("its place is given up", () -> two.getChildren().forPath(path).isEmpty());
    }

    private static LeaderLatchListener teller(String who, BlockingQueue<String> told) {
        return new LeaderLatchListener() {
            @Override
            public void isLeader() {
                told.add(who + " leads");
            }

            @Override
            public void notLeader() {
                told.add(who + " does not lead");
            }
        };
    }
}
