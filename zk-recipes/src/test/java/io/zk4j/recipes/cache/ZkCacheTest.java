/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cache;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.OldServers;
import io.zk4j.framework.Pending;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.primitive.ViewLimits;
import io.zk4j.recipes.primitive.ViewTooLargeException;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ZkCacheTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Playground playground;
    private ZkFramework client;

    @BeforeEach
    void open() throws Exception {
        playground = new Playground();
        client = playground.newClient();
        create("/c/a/deep", "1");
        create("/c/b", "2");
    }

    @AfterEach
    void close() {
        playground.close();
    }

    private void create(String path, String data) throws InterruptedException {
        var spec = CreateSpec.of(path, Bytes.ofUtf8(data), CreateOptions.PERSISTENT)
                .parents(Parents.PERSISTENT);
        var outside = playground.outside();
        outside.engine().take(() -> outside.operations().create(spec)).await();
    }

    private long set(String path, String data) throws InterruptedException {
        var outside = playground.outside();
        return outside.engine()
                .take(() -> outside.operations().set(path, Bytes.ofUtf8(data), Op.ANY_VERSION))
                .await()
                .mzxid();
    }

    private static String data(Change change) {
        return change.path() + "="
                + change.after().map(now -> now.data().utf8()).orElse("gone");
    }

    private CacheListener teller() {
        return new CacheListener() {
            @Override
            public void onSnapshot(Snapshot snapshot) {
                told.add("snapshot " + snapshot.entries().keySet());
            }

            @Override
            public void onChange(Change change) {
                told.add(data(change));
            }

            @Override
            public void onStale() {
                told.add("stale");
            }

            @Override
            public void onFresh(long zxid) {
                told.add("fresh");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListenerHearsWhatIsThereAndThenEachChangeInOrder(boolean oldServers) throws Exception {
        try (var zk = oldServers ? OldServers.connect(playground.connectString()) : playground.newClient();
                var cache = ZkCache.open(zk, "/c", Scope.SUBTREE)) {
            cache.listen(teller());
            Snapshot first = cache.complete().await();
            assertThat(first.entries()).containsOnlyKeys("/c", "/c/a", "/c/a/deep", "/c/b");
            assertThat(cache.staleSince()).isEmpty();

            create("/c/a/deep/er", "3");
            eventually(() -> cache.size() == 5);
            long written = set("/c/b", "4");
            eventually(() -> cache.get("/c/b").orElseThrow().data().utf8().equals("4"));
            playground.delete("/c/a/deep/er");
            eventually(() -> told.size() == 4);
            assertThat(told)
                    .containsExactly(
                            "snapshot [/c, /c/a, /c/a/deep, /c/b]", "/c/a/deep/er=3", "/c/b=4", "/c/a/deep/er=gone");
            Snapshot now = cache.snapshot().await();
            assertThat(now.zxid()).isGreaterThanOrEqualTo(written).isGreaterThan(first.zxid());
            assertThat(now.entries()).isEqualTo(new TreeMap<>(cache.entries())).hasSize(4);
        }
        eventually(() -> playground.watches() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatComesIntoBeingAndGoesAgainIsFollowedInEveryScope(boolean oldServers) throws Exception {
        try (var zk = oldServers ? OldServers.connect(playground.connectString()) : playground.newClient();
                var node = ZkCache.open(zk, "/later", Scope.NODE);
                var children = ZkCache.open(zk, "/later", Scope.CHILDREN);
                var subtree = ZkCache.open(zk, "/later", Scope.SUBTREE)) {
            assertThat(node.complete().await().entries()).isEmpty();
            assertThat(children.complete().await().entries()).isEmpty();
            assertThat(subtree.complete().await().entries()).isEmpty();
            for (int i = 0; i < 3; i++) {
                create("/later/x/y", "1");
                eventually(() -> node.size() == 1 && children.size() == 1 && subtree.size() == 3);
                playground.delete("/later/x/y");
                playground.delete("/later/x");
                playground.delete("/later");
                eventually(() -> node.size() + children.size() + subtree.size() == 0);
            }
        }
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void saysSinceWhenItIsStaleAndTellsTheDifferenceAfterwards() throws Exception {
        try (var cache = ZkCache.open(client, "/c", Scope.CHILDREN)) {
            cache.listen(teller());
            cache.complete().await();
            eventually(() -> told.size() == 1);
            playground.server().stop();
            eventually(() -> cache.staleSince().isPresent());
            assertThat(cache.staleSince().orElseThrow().remaining()).isNegative();
            assertThat(cache.size()).isEqualTo(2);
            playground.server().start();
            eventually(() -> cache.staleSince().isEmpty());
            set("/c/b", "5");
            eventually(() -> told.contains("/c/b=5"));
            assertThat(told).containsExactly("snapshot [/c/a, /c/b]", "stale", "fresh", "/c/b=5");
        }
    }

    @Test
    void whoListensLaterGetsWhatIsThereThenAndNothingOfBefore() throws Exception {
        try (var cache = ZkCache.open(client, "/c", Scope.NODE)) {
            cache.complete().await();
            set("/c", "now");
            eventually(() -> cache.get("/c").orElseThrow().data().utf8().equals("now"));
            var listening = cache.listen(teller());
            eventually(() -> told.equals(List.of("snapshot [/c]")));
            listening.close();
            set("/c", "unheard");
            eventually(() -> cache.get("/c").orElseThrow().data().utf8().equals("unheard"));
            assertThat(told).hasSize(1);
        }
    }

    @Test
    void changesOfDifferentNodesComeInTheOrderOfTheServersUnderLoad() throws Exception {
        var zxids = new CopyOnWriteArrayList<Long>();
        try (var cache = ZkCache.open(client, "/c", Scope.SUBTREE)) {
            cache.listen(change -> zxids.add(change.after().orElseThrow().stat().mzxid()));
            cache.complete().await();
            var outside = playground.outside();
            var writes = new ArrayList<Pending<Stat>>();
            for (int i = 0; i < 500; i++) {
                for (String path : List.of("/c/a", "/c/b", "/c/a", "/c/a/deep")) {
                    writes.add(
                            outside.engine().take(() -> outside.operations().set(path, Bytes.EMPTY, Op.ANY_VERSION)));
                }
            }
            long last = 0;
            for (var write : writes) {
                last = Math.max(last, write.await().mzxid());
            }
            long end = last;
            eventually(() -> zxids.contains(end));
            assertThat(zxids).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void aListenerThatLagsHearsTheChangesOfANodeAsOne() throws Exception {
        var goOn = new CountDownLatch(1);
        var patient = Executors.newSingleThreadExecutor();
        try (var cache = ZkCache.builder(client, "/c").lagMax(10).open()) {
            cache.complete().await();
            cache.listen(
                    new CacheListener() {
                        @Override
                        public void onSnapshot(Snapshot snapshot) {
                            try {
                                goOn.await();
                            } catch (InterruptedException interrupted) {
                                Thread.currentThread().interrupt();
                            }
                        }

                        @Override
                        public void onChange(Change change) {
                            told.add(data(change));
                        }
                    },
                    patient);
            for (int i = 0; i <= 100; i++) {
                set("/c/b", "" + i);
                create("/c/passing", "");
                playground.delete("/c/passing");
            }
            set("/c/a", "end");
            eventually(() -> cache.get("/c/a").orElseThrow().data().utf8().equals("end"));
            goOn.countDown();
            eventually(() -> told.contains("/c/a=end"));
            assertThat(told).hasSizeLessThan(25).containsSubsequence("/c/b=100", "/c/a=end");
        } finally {
            patient.shutdownNow();
        }
    }

    @Test
    void endsWithAReasonWhenThereIsMoreThanItsLimitsAllow() throws Exception {
        var reasons = new CopyOnWriteArrayList<ViewTooLargeException>();
        var stale = new AtomicBoolean();
        try (var cache =
                ZkCache.builder(client, "/c").limits(new ViewLimits(5, 1000)).open()) {
            cache.listen(
                    new CacheListener() {
                        @Override
                        public void onChange(Change change) {
                            told.add(data(change));
                        }

                        @Override
                        public void onEnd(ViewTooLargeException reason) {
                            stale.set(cache.staleSince().isPresent());
                            reasons.add(reason);
                        }
                    },
                    Runnable::run);
            cache.complete().await();
            create("/c/5", "");
            create("/c/6", "");
            eventually(() -> reasons.size() == 1);
            assertThat(reasons.get(0)).hasMessageContaining("/c:").hasMessageContaining("entriesMax 5");
            assertThat(stale).as("stale before anybody is told").isTrue();
            assertThatThrownBy(() -> cache.snapshot().await()).isInstanceOf(IllegalStateException.class);
        }
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void whatIsLeftOutIsNotReadAndNeitherIsWhatIsBelowIt() throws Exception {
        try (var cache = ZkCache.builder(client, "/c")
                .following(path -> !path.startsWith("/c/a"))
                .open()) {
            assertThat(cache.complete().await().entries()).containsOnlyKeys("/c", "/c/b");
            set("/c/a/deep", "unheard");
            set("/c/b", "heard");
            eventually(() -> cache.get("/c/b").orElseThrow().data().utf8().equals("heard"));
            assertThat(cache.size()).isEqualTo(2);
        }
    }
}
