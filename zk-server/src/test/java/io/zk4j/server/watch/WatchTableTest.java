/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.protocol.Acl;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.Perms;
import io.zk4j.protocol.WatcherEvent;
import io.zk4j.protocol.WatcherType;
import io.zk4j.server.acl.AclPolicy;
import io.zk4j.server.acl.AuthId;
import io.zk4j.server.metrics.Metrics;
import io.zk4j.server.tree.Znode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTableTest {
    private final WatchTable watches = new WatchTable(AclPolicy.standard(), new Metrics());
    private final Listener me = new Listener();
    private final Listener you = new Listener();

    private static Znode node(String path) {
        return node(path, Acl.OPEN_UNSAFE);
    }

    private static Znode node(String path, List<Acl> acls) {
        return Znode.created(path, null, acls, 0, 1, 1);
    }

    private void created(String path, String parent) {
        watches.created(node(path), node(parent), 9);
    }

    private void deleted(String path, String parent) {
        watches.deleted(node(path), node(parent), 9);
    }

    private void changed(String path) {
        watches.dataChanged(node(path), 9);
    }

    @Test
    void aDataWatchHearsOneChangeAndNoMore() {
        watches.add("/a", me, WatchMode.DATA);
        changed("/b");
        changed("/a");
        changed("/a");

        assertThat(me.heard).containsExactly("NODE_DATA_CHANGED /a");
    }

    @Test
    void aDataWatchHearsOfCreationAndDeletion() {
        watches.add("/a", me, WatchMode.DATA);
        created("/a", "/");
        watches.add("/a", me, WatchMode.DATA);
        deleted("/a", "/");

        assertThat(me.heard).containsExactly("NODE_CREATED /a", "NODE_DELETED /a");
    }

    @Test
    void aDataWatchDoesNotHearOfChildren() {
        watches.add("/a", me, WatchMode.DATA);
        created("/a/b", "/a");
        deleted("/a/b", "/a");

        assertThat(me.heard).isEmpty();
    }

    @Test
    void aChildWatchHearsOfChildrenAndOfTheEnd() {
        watches.add("/a", me, WatchMode.CHILDREN);
        changed("/a");
        created("/a/b", "/a");
        created("/a/c", "/a");
        watches.add("/a", me, WatchMode.CHILDREN);
        deleted("/a/b", "/a");
        watches.add("/a", me, WatchMode.CHILDREN);
        deleted("/a", "/");

        assertThat(me.heard).containsExactly("NODE_CHILDREN_CHANGED /a", "NODE_CHILDREN_CHANGED /a", "NODE_DELETED /a");
    }

    @Test
    void whoWatchesDataAndChildrenHearsOfTheEndOnceAndBothAreSpent() {
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", me, WatchMode.CHILDREN);
        deleted("/a", "/");
        created("/a", "/");
        created("/a/b", "/a");

        assertThat(me.heard).containsExactly("NODE_DELETED /a");
        assertThat(watches.watcherCount()).isZero();
    }

    @Test
    void aDeletionTellsTheZnodesWatchersBeforeTheParents() {
        watches.add("/a", me, WatchMode.CHILDREN);
        watches.add("/a/b", me, WatchMode.DATA);
        deleted("/a/b", "/a");

        assertThat(me.heard).containsExactly("NODE_DELETED /a/b", "NODE_CHILDREN_CHANGED /a");
    }

    @Test
    void aPersistentWatchHearsEverythingAgainAndAgain() {
        watches.add("/a", me, WatchMode.PERSISTENT);
        created("/a", "/");
        changed("/a");
        created("/a/b", "/a");
        changed("/a/b");
        deleted("/a/b", "/a");
        deleted("/a", "/");
        created("/a", "/");

        assertThat(me.heard)
                .containsExactly(
                        "NODE_CREATED /a",
                        "NODE_DATA_CHANGED /a",
                        "NODE_CHILDREN_CHANGED /a",
                        "NODE_CHILDREN_CHANGED /a",
                        "NODE_DELETED /a",
                        "NODE_CREATED /a");
    }

    @Test
    void aRecursiveWatchHearsOfTheWholeSubtreeButNotOfListsOfChildren() {
        watches.add("/a", me, WatchMode.RECURSIVE);
        created("/a", "/");
        created("/a/b", "/a");
        created("/a/b/c", "/a/b");
        changed("/a/b/c");
        deleted("/a/b/c", "/a/b");
        changed("/aside");
        changed("/");

        assertThat(me.heard)
                .containsExactly(
                        "NODE_CREATED /a",
                        "NODE_CREATED /a/b",
                        "NODE_CREATED /a/b/c",
                        "NODE_DATA_CHANGED /a/b/c",
                        "NODE_DELETED /a/b/c");
    }

    @Test
    void aRecursiveWatchOnTheRootHearsOfEverything() {
        watches.add("/", me, WatchMode.RECURSIVE);
        changed("/");
        created("/x", "/");
        changed("/x/y/z");

        assertThat(me.heard).containsExactly("NODE_DATA_CHANGED /", "NODE_CREATED /x", "NODE_DATA_CHANGED /x/y/z");
    }

    @Test
    void manyModesOnTheWayStillMeanOneEventForEachLookup() {
        watches.add("/", me, WatchMode.RECURSIVE);
        watches.add("/a", me, WatchMode.RECURSIVE);
        watches.add("/a", me, WatchMode.PERSISTENT);
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", me, WatchMode.CHILDREN);
        changed("/a");
        created("/a/b", "/a");
        deleted("/a", "/");

        assertThat(me.heard)
                .containsExactly(
                        "NODE_DATA_CHANGED /a", "NODE_CREATED /a/b", "NODE_CHILDREN_CHANGED /a", "NODE_DELETED /a");
    }

    @Test
    void everyConnectionHearsForItself() {
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", you, WatchMode.DATA);
        watches.forget(me);
        changed("/a");

        assertThat(me.heard).isEmpty();
        assertThat(you.heard).containsExactly("NODE_DATA_CHANGED /a");
    }

    @Test
    void eventsCarryTheZxidOfTheChange() {
        watches.add("/a", me, WatchMode.DATA);
        watches.dataChanged(node("/a"), 77);

        assertThat(me.lastZxid).isEqualTo(77);
    }

    // ---- Who may hear ----

    @Test
    void whoMayNotReadDoesNotHearAndTheWatchIsSpent() {
        var secret = node("/a", List.of(new Acl(Perms.ALL, "digest", "alice:hash")));
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", you, WatchMode.DATA);
        you.ids.add(new AuthId("digest", "alice:hash"));
        watches.dataChanged(secret, 9);
        changed("/a");

        assertThat(me.heard).isEmpty();
        assertThat(you.heard).containsExactly("NODE_DATA_CHANGED /a");
    }

    @Test
    void forChildrenTheParentsAclDecides() {
        var secret = List.of(new Acl(Perms.ALL, "digest", "alice:hash"));
        watches.add("/open", me, WatchMode.CHILDREN);
        watches.created(node("/open/x", secret), node("/open"), 9);
        watches.add("/closed", me, WatchMode.CHILDREN);
        watches.created(node("/closed/x"), node("/closed", secret), 9);

        assertThat(me.heard).containsExactly("NODE_CHILDREN_CHANGED /open");
    }

    // ---- Asking and removing ----

    @ParameterizedTest
    @EnumSource(WatchMode.class)
    void eachModeIsFoundAsItsTypeAndAsAny(WatchMode mode) {
        var type = switch (mode) {
            case DATA -> WatcherType.DATA;
            case CHILDREN -> WatcherType.CHILDREN;
            case PERSISTENT -> WatcherType.PERSISTENT;
            case RECURSIVE -> WatcherType.PERSISTENT_RECURSIVE;
        };
        watches.add("/a", me, mode);

        for (WatcherType each : WatcherType.values()) {
            assertThat(watches.contains("/a", me, each)).isEqualTo(each == type || each == WatcherType.ANY);
        }
        assertThat(watches.contains("/a", you, WatcherType.ANY)).isFalse();
        assertThat(watches.remove("/a", you, WatcherType.ANY)).isFalse();
        assertThat(watches.remove("/a", me, type)).isTrue();
        assertThat(watches.remove("/a", me, WatcherType.ANY)).isFalse();
        assertThat(watches.watcherCount()).isZero();
        assertThat(watches.dataWatchCount()).isZero();
    }

    @Test
    void removingOneTypeLeavesTheOthers() {
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", me, WatchMode.PERSISTENT);
        watches.add("/a", me, WatchMode.RECURSIVE);

        assertThat(watches.remove("/a", me, WatcherType.PERSISTENT_RECURSIVE)).isTrue();
        changed("/a/below");
        changed("/a");
        assertThat(watches.remove("/a", me, WatcherType.DATA)).isFalse(); // spent
        assertThat(watches.remove("/a", me, WatcherType.ANY)).isTrue();
        changed("/a");

        assertThat(me.heard).containsExactly("NODE_DATA_CHANGED /a");
    }

    @Test
    void theCountsLeaveChildWatchesOut() {
        watches.add("/a", me, WatchMode.CHILDREN);
        assertThat(watches.dataWatchCount()).isZero();
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", me, WatchMode.PERSISTENT);
        watches.add("/b", me, WatchMode.DATA);
        watches.add("/a", you, WatchMode.RECURSIVE);

        assertThat(watches.dataWatchCount()).isEqualTo(3);
        assertThat(watches.watcherCount()).isEqualTo(2);
        var shown = new ArrayList<String>();
        watches.forEachDataWatch((path, watcher) -> shown.add(path + (watcher == me ? " me" : " you")));
        assertThat(shown).containsExactlyInAnyOrder("/a me", "/b me", "/a you");

        watches.forget(me);
        watches.forget(you);
        assertThat(watches.dataWatchCount()).isZero();
    }

    @Test
    void everyWatchIsShownWithItsModeChildWatchesIncluded() {
        watches.add("/a", me, WatchMode.CHILDREN);
        watches.add("/a", me, WatchMode.DATA);
        watches.add("/a", me, WatchMode.PERSISTENT);
        watches.add("/b", you, WatchMode.RECURSIVE);

        var shown = new ArrayList<String>();
        watches.forEachWatch((path, watcher, mode) -> shown.add(path + (watcher == me ? " me " : " you ") + mode));
        assertThat(shown)
                .containsExactlyInAnyOrder("/a me CHILDREN", "/a me DATA", "/a me PERSISTENT", "/b you RECURSIVE");
    }

    @Test
    void tenThousandWatchersOfOneZnodeAllHear() {
        var crowd = new ArrayList<Listener>();
        for (int i = 0; i < 10_000; i++) {
            crowd.add(new Listener());
            watches.add("/a", crowd.get(i), WatchMode.DATA);
        }
        changed("/a");
        changed("/a");

        assertThat(crowd).allMatch(listener -> listener.heard.size() == 1);
        assertThat(watches.watcherCount()).isZero();
    }

    /** Random watches and changes, against a model that keeps a set of modes for each pair and looks at everything. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aTableHearsAsMuchAsASimpleModel(long seed) {
        var random = new Random(seed);
        var paths = List.of("/", "/a", "/a/b", "/a/b/c", "/a/d", "/e");
        var modes = List.of(WatchMode.values());
        var crowd = new ArrayList<Listener>();
        var model = new HashMap<Listener, Map<String, Set<WatchMode>>>();
        for (int i = 0; i < 40; i++) {
            crowd.add(new Listener());
            model.put(crowd.get(i), new HashMap<>());
        }
        for (int step = 0; step < 3_000; step++) {
            var path = paths.get(random.nextInt(paths.size()));
            var listener = crowd.get(random.nextInt(crowd.size()));
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    var mode = modes.get(random.nextInt(modes.size()));
                    watches.add(path, listener, mode);
                    model.get(listener)
                            .computeIfAbsent(path, p -> new HashSet<>())
                            .add(mode);
                }
                case 4 -> {
                    changed(path);
                    model.forEach((l, held) -> l.expectData(held, path, EventType.NODE_DATA_CHANGED));
                }
                case 5 -> {
                    if (!path.equals("/")) {
                        var parent = path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
                        created(path, parent);
                        model.forEach((l, held) -> {
                            l.expectData(held, path, EventType.NODE_CREATED);
                            l.expectChildren(held, parent, EventType.NODE_CHILDREN_CHANGED, false);
                        });
                    }
                }
                case 6 -> {
                    if (!path.equals("/")) {
                        var parent = path.lastIndexOf('/') == 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
                        deleted(path, parent);
                        model.forEach((l, held) -> {
                            boolean served = l.expectData(held, path, EventType.NODE_DELETED);
                            l.expectChildren(held, path, EventType.NODE_DELETED, served);
                            l.expectChildren(held, parent, EventType.NODE_CHILDREN_CHANGED, false);
                        });
                    }
                }
                default -> {
                    watches.forget(listener);
                    model.get(listener).clear();
                }
            }
            if (step % 50 == 0) {
                for (Listener each : crowd) {
                    assertThat(each.heard).isEqualTo(each.expected);
                    each.heard.clear();
                    each.expected.clear();
                }
            }
        }
    }

    /** A connection, and what the model says it should hear. */
    private static final class Listener implements Watcher {
        final List<String> heard = new ArrayList<>();
        final List<String> expected = new ArrayList<>();
        final List<AuthId> ids = new ArrayList<>();
        long lastZxid;

        @Override
        public void deliver(WatcherEvent event, long zxid) {
            heard.add(EventType.of(event.type()) + " " + event.path());
            lastZxid = zxid;
        }

        @Override
        public List<AuthId> ids() {
            return ids;
        }

        @Override
        public long sessionId() {
            return 1;
        }

        boolean expectData(Map<String, Set<WatchMode>> modes, String path, EventType type) {
            boolean told = false;
            for (var entry : modes.entrySet()) {
                var held = entry.getValue();
                boolean here = entry.getKey().equals(path);
                boolean above = entry.getKey().equals("/") || path.startsWith(entry.getKey() + "/");
                told |= here && (held.contains(WatchMode.DATA) || held.contains(WatchMode.PERSISTENT));
                told |= (here || above) && held.contains(WatchMode.RECURSIVE);
                if (here) {
                    held.remove(WatchMode.DATA);
                }
            }
            if (told) {
                expected.add(type + " " + path);
            }
            return told;
        }

        void expectChildren(Map<String, Set<WatchMode>> modes, String path, EventType type, boolean served) {
            var held = modes.getOrDefault(path, new HashSet<>());
            if (!served && (held.contains(WatchMode.CHILDREN) || held.contains(WatchMode.PERSISTENT))) {
                expected.add(type + " " + path);
            }
            held.remove(WatchMode.CHILDREN);
        }
    }
}
