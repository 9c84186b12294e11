/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package curator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.queue.DistributedDelayQueue;
import org.apache.curator.framework.recipes.queue.DistributedIdQueue;
import org.apache.curator.framework.recipes.queue.DistributedPriorityQueue;
import org.apache.curator.framework.recipes.queue.DistributedQueue;
import org.apache.curator.framework.recipes.queue.QueueBuilder;
import org.apache.curator.framework.recipes.queue.QueueConsumer;
import org.apache.curator.framework.recipes.queue.QueueSerializer;
import org.apache.curator.framework.recipes.queue.SimpleDistributedQueue;
import org.apache.curator.framework.state.ConnectionState;
import org.junit.Test;

@SuppressWarnings("deprecation")
public class Queues extends CuratorTest {
    private final BlockingQueue<String> consumed = new LinkedBlockingQueue<>();

    @Test
    public void aQueueKeepsTheOrder() throws Exception {
        DistributedQueue<String> producer =
                closing(QueueBuilder.builder(one, null, new Text(), path).buildQueue());
        producer.start();
        for (int i = 0; i < 20; i++) {
            producer.put("item " + i);
        }
        assertTrue(producer.flushPuts(PATIENCE_SECONDS, TimeUnit.SECONDS));
        DistributedQueue<String> consumer = closing(
                QueueBuilder.builder(two, new Consumer(), new Text(), path).buildQueue());
        consumer.start();
        for (int i = 0; i < 20; i++) {
            assertEquals("item " + i, next(consumed));
        }
    }

    @Test
    public void twoConsumersShareASafeQueue() throws Exception {
        for (CuratorFramework client : Arrays.asList(one, two)) {
            closing(QueueBuilder.builder(client, new Consumer(), new Text(), path)
                            .lockPath(path + "-locks")
                            .buildQueue())
                    .start();
        }
        DistributedQueue<String> producer =
                closing(QueueBuilder.builder(one, null, new Text(), path).buildQueue());
        producer.start();
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            producer.put("item " + i);
            expected.add("item " + i);
        }
        Set<String> got = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            assertTrue("each once", got.add(next(consumed)));
        }
        assertEquals(expected, got);
    }

    @Test
    public void anItemIsRemovedByItsId() throws Exception {
        DistributedIdQueue<String> queue =
                closing(QueueBuilder.builder(one, null, new Text(), path).buildIdQueue());
        queue.start();
        queue.put("keep", "a");
        queue.put("drop", "b");
        await("both are there", () -> two.getChildren().forPath(path).size() == 2);
        assertEquals(1, queue.remove("b"));
        DistributedIdQueue<String> consumer = closing(
                QueueBuilder.builder(two, new Consumer(), new Text(), path).buildIdQueue());
        consumer.start();
        assertEquals("keep", next(consumed));
    }

    @Test
    public void theUrgentComesFirst() throws Exception {
        DistributedPriorityQueue<String> producer =
                closing(QueueBuilder.builder(one, null, new Text(), path).buildPriorityQueue(0));
        producer.start();
        producer.put("later", 10);
        producer.put("now", 1);
        await("both are there", () -> two.getChildren().forPath(path).size() == 2);
        closing(QueueBuilder.builder(two, new Consumer(), new Text(), path).buildPriorityQueue(0))
                .start();
        assertEquals("now", next(consumed));
        assertEquals("later", next(consumed));
    }

    @Test
    public void theDelayedComesWhenItIsDue() throws Exception {
        DistributedDelayQueue<String> queue = closing(
                QueueBuilder.builder(one, new Consumer(), new Text(), path).buildDelayQueue());
        queue.start();
        long due = System.currentTimeMillis() + 300;
        queue.put("due", due);
        assertEquals("due", next(consumed));
        assertTrue(System.currentTimeMillis() >= due);
    }

    @Test
    public void aSimpleQueueGivesAndTakes() throws Exception {
        SimpleDistributedQueue mine = new SimpleDistributedQueue(one, path);
        SimpleDistributedQueue other = new SimpleDistributedQueue(two, path);
        assertTrue(mine.offer("a".getBytes()));
        assertTrue(mine.offer("b".getBytes()));
        assertEquals("a", new String(other.peek()));
        assertEquals("a", new String(other.take()));
        assertEquals("b", new String(other.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        assertEquals(null, other.poll(50, TimeUnit.MILLISECONDS));
    }

    private final class Consumer implements QueueConsumer<String> {
        @Override
        public void consumeMessage(String message) {
            consumed.add(message);
        }

        @Override
        public void stateChanged(CuratorFramework client, ConnectionState state) {}
    }

    private static final class Text implements QueueSerializer<String> {
        @Override
        public byte[] serialize(String item) {
            return item.getBytes();
        }

        @Override
        public String deserialize(byte[] bytes) {
            return new String(bytes);
        }
    }
}
