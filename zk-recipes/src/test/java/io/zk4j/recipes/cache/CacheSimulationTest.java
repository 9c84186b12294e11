/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.Operations;
import io.zk4j.protocol.Bytes;
import io.zk4j.protocol.Paths;
import io.zk4j.protocol.Stat;
import io.zk4j.recipes.Troubled;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Entry;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Caches whose connections break and whose sessions end, of a tree that changes all the time. */
class CacheSimulationTest {
    private static final List<String> PATHS = List.of("/c", "/c/a", "/c/b", "/c/a/x", "/c/a/y", "/c/b/x");

    /** Follows what it is told, and checks that nothing is missing in between. */
    private static final class Follower implements CacheListener {
        private final Map<String, Entry> known = new TreeMap<>();
        private final List<String> violations = new ArrayList<>();
        private boolean inOrder;
        private long last;

        @Override
        public void onSnapshot(Snapshot snapshot) {
            known.putAll(snapshot.entries());
            last = snapshot.zxid();
            inOrder = true;
        }

        @Override
        public void onChange(Change change) {
            Entry before = known.get(change.path());
            if (!Objects.equals(before, change.before().orElse(null))) {
                violations.add(change + " does not follow " + before);
            }
            change.after().ifPresentOrElse(now -> known.put(now.path(), now), () -> known.remove(change.path()));
            long zxid = change.after().map(now -> now.stat().mzxid()).orElse(last + 1);
            if (inOrder && zxid <= last) {
                violations.add(change + " comes after " + last);
            }
            last = change.after().isPresent() ? zxid : last;
        }

        @Override
        public void onStale() {

            inOrder = false;
        }

        @Override
        public void onFresh(long zxid) {
            last = zxid;
            inOrder = true;
        }
    }

    private final Map<String, Long> lastWritten = new HashMap<>();

    private void write(Troubled scene) {
        String path = PATHS.get(scene.world().upTo(PATHS.size()));
        var outside = scene.outside();
        Operations calls = outside.operations();
        Bytes data = Bytes.ofUtf8("" + scene.world().upTo(1_000_000));
        outside.engine().turn().execute(() -> {
            CompletionStage<?> write = switch (scene.world().upTo(4)) {
                case 0 -> calls.remove(path);
                case 1 ->
                    calls.create(CreateSpec.of(path, data, CreateOptions.PERSISTENT))
                            .thenAccept(done -> wrote(path, done.stat()));
                default -> calls.set(path, data, Op.ANY_VERSION).thenAccept(done -> wrote(path, done));
            };
            write.whenComplete(
                    (done, refused) -> {}); // that there is no such znode, or one with children, is part of it
        });
    }

    private void wrote(String path, Stat stat) {
        lastWritten.put(path, stat.mzxid());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.zk4j.framework.sim.Seeds#forThisBuild")
    void cachesConvergeAndLoseNoChangeInOrder(long seed) {
        var scene = new Troubled(seed, 3);
        var scopes = List.of(Scope.values());
        var scope = scopes.get(scene.world().upTo(scopes.size()));
        var caches = new ArrayList<ZkCache>();
        var followers = new ArrayList<Follower>();
        for (var client : scene.clients()) {
            var cache = ZkCache.builder(client, "/c")
                    .scope(scope)
                    .lagMax(5 + scene.world().upTo(20))
                    .open();
            var follower = new Follower();
            cache.listen(follower);
            caches.add(cache);
            followers.add(follower);
        }
        scene.repeat(40, () -> write(scene));
        scene.settle();

        var expected = new TreeMap<String, Long>();
        for (String path : PATHS) {
            boolean shown = switch (scope) {
                case NODE -> path.equals("/c");
                case CHILDREN -> path.lastIndexOf('/') == 2;
                case SUBTREE -> true;
            };
            if (shown && scene.ensemble().children(Paths.parent(path)).contains(Paths.name(path))) {
                expected.put(path, lastWritten.get(path));
            }
        }
        for (int i = 0; i < caches.size(); i++) {
            var zxids = new TreeMap<String, Long>();
            caches.get(i)
                    .entries()
                    .forEach((path, entry) -> zxids.put(path, entry.stat().mzxid()));
            assertThat(zxids).isEqualTo(expected);
            assertThat(followers.get(i).violations).isEmpty();
            assertThat(followers.get(i).known)
                    .isEqualTo(new TreeMap<>(caches.get(i).entries()));
            assertThat(caches.get(i).staleSince()).isEmpty();
            caches.get(i).close();
        }
        scene.leavesNothingIn();
    }
}
