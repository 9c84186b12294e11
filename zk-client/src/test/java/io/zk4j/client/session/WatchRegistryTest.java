/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.session.WatchChange.Kind;
import io.zk4j.protocol.ErrorCode;
import io.zk4j.protocol.EventType;
import io.zk4j.protocol.KeeperState;
import io.zk4j.protocol.WatcherType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchRegistryTest {
    private static final int OK = ErrorCode.OK.code();
    private static final int NO_NODE = ErrorCode.NO_NODE.code();
    private static final int NO_WATCHER = ErrorCode.NO_WATCHER.code();
    private static final int CONNECTION_LOSS = ErrorCode.CONNECTION_LOSS.code();

    private final WatchRegistry<String> registry = new WatchRegistry<>(false);
    private final List<String> removed = new ArrayList<>();

    private void add(Kind kind, String path, String watcher) {
        registry.add(new WatchChange.Add<>(kind, path, watcher), OK);
    }

    private int remove(String path, String watcher, WatcherType type, boolean local, int error) {
        return registry.remove(
                new WatchChange.Remove<>(path, watcher, type, local),
                error,
                (event, watchers) -> watchers.forEach(each -> removed.add(event + " " + each)));
    }

    @Test
    void aDataWatchFiresOnceOnChangeAndOnDelete() {
        add(Kind.DATA, "/a", "w");

        assertThat(registry.firedBy(EventType.NODE_CHILDREN_CHANGED, "/a")).isEmpty();
        assertThat(registry.firedBy(EventType.NODE_DATA_CHANGED, "/a")).containsExactly("w");
        assertThat(registry.firedBy(EventType.NODE_DELETED, "/a")).isEmpty();
    }

    @Test
    void anExistWatchIsLeftWhetherOrNotTheNodeIsThere() {
        registry.add(new WatchChange.Add<>(Kind.EXIST, "/there", "w1"), OK);
        registry.add(new WatchChange.Add<>(Kind.EXIST, "/absent", "w2"), NO_NODE);

        assertThat(registry.paths(Kind.DATA)).containsExactly("/there");
        assertThat(registry.paths(Kind.EXIST)).containsExactly("/absent");
        assertThat(registry.firedBy(EventType.NODE_CREATED, "/absent")).containsExactly("w2");
    }

    @Test
    void aFailedRequestLeavesNoWatch() {
        registry.add(new WatchChange.Add<>(Kind.DATA, "/a", "w"), NO_NODE);
        registry.add(new WatchChange.Add<>(Kind.CHILD, "/a", "w"), ErrorCode.NO_AUTH.code());
        registry.add(new WatchChange.Add<>(Kind.EXIST, "/a", "w"), CONNECTION_LOSS);

        assertThat(registry.isEmpty()).isTrue();
    }

    @Test
    void aDeletionTellsDataAndChildWatchersOnceEach() {
        add(Kind.DATA, "/a", "both");
        add(Kind.CHILD, "/a", "both");
        add(Kind.CHILD, "/a", "child");

        assertThat(registry.firedBy(EventType.NODE_DELETED, "/a")).containsExactly("both", "child");
    }

    @Test
    void persistentWatchesStay() {
        add(Kind.PERSISTENT, "/a", "w");

        assertThat(registry.firedBy(EventType.NODE_CREATED, "/a")).containsExactly("w");
        assertThat(registry.firedBy(EventType.NODE_CHILDREN_CHANGED, "/a")).containsExactly("w");
        assertThat(registry.firedBy(EventType.NODE_DATA_CHANGED, "/a/b")).isEmpty();
    }

    @Test
    void recursiveWatchesCoverTheSubtreeButNotChildrenEvents() {
        add(Kind.PERSISTENT_RECURSIVE, "/a", "a");
        add(Kind.PERSISTENT_RECURSIVE, "/", "root");

        assertThat(registry.firedBy(EventType.NODE_CREATED, "/a/b/c")).containsExactlyInAnyOrder("a", "root");
        assertThat(registry.firedBy(EventType.NODE_CREATED, "/ab")).containsExactly("root");
        assertThat(registry.firedBy(EventType.NODE_CHILDREN_CHANGED, "/a")).isEmpty();
    }

    @Test
    void aChangeOfTheSessionIsForEveryoneAndTheDefaultWatcher() {
        registry.setDefaultWatcher("default");
        add(Kind.DATA, "/a", "w1");
        add(Kind.PERSISTENT, "/b", "w2");

        assertThat(registry.everyone(KeeperState.DISCONNECTED)).containsExactlyInAnyOrder("default", "w1", "w2");
        assertThat(registry.isEmpty()).isFalse();
    }

    @Test
    void forgetsEverythingOnDisconnectIfAsked() {
        var forgetful = new WatchRegistry<String>(true);
        forgetful.add(new WatchChange.Add<>(Kind.DATA, "/a", "w"), OK);

        assertThat(forgetful.everyone(KeeperState.SYNC_CONNECTED)).containsExactly("w");
        assertThat(forgetful.everyone(KeeperState.DISCONNECTED)).containsExactly("w");
        assertThat(forgetful.isEmpty()).isTrue();
    }

    @Test
    void removesOneWatcherAndTellsIt() {
        add(Kind.DATA, "/a", "w1");
        add(Kind.DATA, "/a", "w2");

        assertThat(remove("/a", "w1", WatcherType.DATA, false, OK)).isEqualTo(OK);
        assertThat(removed).containsExactly("DATA_WATCH_REMOVED w1");
        assertThat(registry.firedBy(EventType.NODE_DATA_CHANGED, "/a")).containsExactly("w2");
    }

    @Test
    void removesAllWatchersOfAPath() {
        add(Kind.DATA, "/a", "w1");
        add(Kind.CHILD, "/a", "w2");
        add(Kind.PERSISTENT_RECURSIVE, "/a", "w3");

        assertThat(remove("/a", null, WatcherType.ANY, false, OK)).isEqualTo(OK);
        assertThat(removed)
                .containsExactlyInAnyOrder(
                        "DATA_WATCH_REMOVED w1", "CHILD_WATCH_REMOVED w2", "PERSISTENT_WATCH_REMOVED w3");
        assertThat(registry.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(WatcherType.class)
    void refusesToRemoveWhatIsNotThere(WatcherType type) {
        add(Kind.DATA, "/b", "w");

        assertThat(remove("/a", "w", type, true, OK)).isEqualTo(NO_WATCHER);
        assertThat(removed).isEmpty();
    }

    @Test
    void removesInSpiteOfAnErrorOnlyIfLocal() {
        add(Kind.CHILD, "/a", "w");

        assertThat(remove("/a", "w", WatcherType.CHILDREN, false, CONNECTION_LOSS))
                .isEqualTo(CONNECTION_LOSS);
        assertThat(registry.isEmpty()).isFalse();
        assertThat(remove("/a", "w", WatcherType.CHILDREN, true, CONNECTION_LOSS))
                .isEqualTo(OK);
        assertThat(registry.isEmpty()).isTrue();
    }
}
