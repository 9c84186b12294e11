/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.queue;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Names and bytes are those that Curator 5.9.0 was seen to write, and what it writes is read. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class LayoutTest {
    private static final Map<String, Bytes> CURATORS = recorded();
    private static final List<Integer> PRIORITIES = List.of(5, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, -5, 300);
    private static final List<Long> TIMES = List.of(1L, 1_700_000_000_000L, 0xFFFFFFFFL, 0x123456789AL, Long.MAX_VALUE);

    private Playground playground;
    private ZkFramework zk;

    @BeforeAll
    void open() {
        playground = new Playground();
        zk = playground.newClient();
    }

    @AfterAll
    void close() {
        playground.close();
    }

    private static Map<String, Bytes> recorded() {
        var all = new TreeMap<String, Bytes>();
        try (var in = LayoutTest.class.getResourceAsStream("curator-5.9.0.txt")) {
            new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("/"))
                    .map(line -> line.split(" ", -1))
                    .forEach(
                            parts -> all.put(parts[0], Bytes.wrap(HexFormat.of().parseHex(parts[1]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Map<String, Bytes> recorded(String queue) {
        var some = new TreeMap<>(CURATORS);
        some.keySet().removeIf(path -> !path.startsWith(queue + "/"));
        return some;
    }

    private Map<String, Bytes> written(String queue) throws InterruptedException {
        var all = new TreeMap<String, Bytes>();
        for (String name : playground.children("/ours" + queue)) {
            all.put(queue + "/" + name, playground.bytes("/ours" + queue + "/" + name));
        }
        return all;
    }

    private QueueBuilder<String> ours(String queue) {
        return QueueBuilder.of(zk, "/ours" + queue, QueueSerializer.utf8());
    }

    /** What a consumer gets out of a queue that Curator has written. */
    private QueueBuilder<String> curators(String queue, List<String> consumed) throws InterruptedException {
        for (var item : recorded(queue).entrySet()) {
            zk.create(CreateSpec.of("/curators" + item.getKey(), item.getValue(), CreateOptions.PERSISTENT)
                            .parents(Parents.PERSISTENT))
                    .await();
        }
        return QueueBuilder.of(zk, "/curators" + queue, QueueSerializer.utf8()).consumer(consumed::add);
    }

    @Test
    void aQueueIsLaidOutAsCurators() throws Exception {
        var queue = ours("/queue").openQueue();
        queue.put("one").await();
        queue.put("").await();
        queue.putMulti(List.of("a", "bc", "é")).await();
        queue.putMulti(List.of()).await();
        assertThat(written("/queue")).isEqualTo(recorded("/queue")).hasSize(4);

        var consumed = new CopyOnWriteArrayList<String>();
        try (var reading = curators("/queue", consumed).openQueue()) {
            eventually(() -> reading.size().await() == 0);
            assertThat(consumed).containsExactly("one", "", "a", "bc", "é");
        }
    }

    @Test
    void aQueueOfIdsIsLaidOutAsCurators() throws Exception {
        var queue = ours("/id").openIdQueue();
        for (String id : List.of("7", "x/y", "p|q", "10")) {
            queue.put("it-" + id, id).await();
        }
        assertThat(written("/id")).isEqualTo(recorded("/id")).hasSize(4);
        assertThatThrownBy(() -> queue.put("it", "")).isInstanceOf(IllegalArgumentException.class);

        var consumed = new CopyOnWriteArrayList<String>();
        try (var reading = curators("/id", consumed).openIdQueue()) {
            eventually(() -> reading.size().await() == 0);
            assertThat(consumed).containsExactly("it-7", "it-x/y", "it-p|q", "it-10");
        }
    }

    @Test
    void aQueueOfPrioritiesIsLaidOutAsCurators() throws Exception {
        var queue = ours("/pri").openPriorityQueue(0);
        for (int priority : PRIORITIES) {
            queue.put("p" + priority, priority).await();
        }
        queue.putMulti(List.of("x", "y"), 9).await();
        assertThat(written("/pri")).isEqualTo(recorded("/pri")).hasSize(8);

        var consumed = new CopyOnWriteArrayList<String>();
        try (var reading = curators("/pri", consumed).openPriorityQueue(0)) {
            eventually(() -> reading.size().await() == 0);
            assertThat(consumed)
                    .containsExactly("p-2147483648", "p-5", "p-1", "p0", "p5", "x", "y", "p300", "p2147483647");
        }
    }

    @Test
    void aQueueOfDelaysIsLaidOutAsCurators() throws Exception {
        var queue = ours("/delay").openDelayQueue();
        for (long time : TIMES) {
            queue.put("t" + time, Instant.ofEpochMilli(time)).await();
        }
        assertThat(written("/delay")).isEqualTo(recorded("/delay")).hasSize(5);
        assertThatThrownBy(() -> queue.put("t", Instant.ofEpochMilli(-1))).isInstanceOf(IllegalArgumentException.class);

        var consumed = new CopyOnWriteArrayList<String>();
        try (var reading = curators("/delay", consumed).openDelayQueue()) {
            eventually(() -> reading.size().await() == 1);
            assertThat(consumed).containsExactly("t1", "t4294967295", "t78187493530", "t1700000000000");
            assertThat(playground.children("/curators/delay")).containsExactly("queue-|7FFFFFFFFFFFFFFF|0000000004");
        }
    }

    @Test
    void whatIsNoItemIsTold() {
        assertCorrupt("010203", "breaks off after 3 bytes");
        assertCorrupt("00010001010000000161", "breaks off after 10 bytes");
        assertCorrupt("0001000101000000016103", "a part of the kind 3");
        assertCorrupt("0001000201000000016102", "version 0x10002");
        assertCorrupt("0001000101ffffffff02", "an item of -1 bytes");
        assertCorrupt("00010001017fffffff02", "1 are left");
        assertThat(ItemFormat.items(Bytes.wrap(HexFormat.of().parseHex("00010001010000000163020909"))))
                .containsExactly(Bytes.ofUtf8("c"));
    }

    private static void assertCorrupt(String hex, String reason) {
        assertThatThrownBy(() -> ItemFormat.items(Bytes.wrap(HexFormat.of().parseHex(hex))))
                .isInstanceOf(CorruptItemException.class)
                .hasMessageContaining(reason);
    }
}
