/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.cluster;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.cache.ZkCache;
import io.zk4j.recipes.leader.LeaderLatch;
import io.zk4j.recipes.lock.InterProcessMutex;
import io.zk4j.recipes.node.GroupMember;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import io.zk4j.testing.ZkTestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client shared by all parts of a program, and what is left of it. */
@Timeout(120)
class SharedFrameworkTest {
    private static final int USERS = 20;

    private static int watches(ZkTestServer server) {
        return Integer.parseInt(server.ask("wchs").replaceAll("(?s).*Total watches:(\\d+).*", "$1"));
    }

    /** Those of other tests, which may still be there, work with other servers. */
    private static List<Thread> frameworkThreads(ZkTestServer server) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("zk-framework " + server.connectString()))
                .toList();
    }

    @Test
    void manyRecipesShareOneSessionAndLeaveNothingWhenTheyAreClosed() throws Exception {
        try (var server = ZkTestServer.standalone();
                var zk = ZkFramework.connect(server.connectString())) {
            for (int round = 0; round < 3; round++) {
                var open = new ArrayList<AutoCloseable>();
                for (int i = 0; i < USERS; i++) {
                    var view = zk.usingNamespace("user-" + i);
                    open.add(new InterProcessMutex(view, "/lock").acquire().await());
                    open.add(new LeaderLatch(view, "/leader").start());
                    open.add(ZkCache.open(view, "/tree", Scope.SUBTREE));
                    open.add(GroupMember.join(view, "/group", "me", Bytes.EMPTY));
                }
                eventually(() -> watches(server) >= USERS);
                assertThat(server.connectedSessions()).hasSize(1);
                for (var each : open) {
                    each.close();
                }
                eventually(() -> watches(server) == 0 && zk.engine().session().endSteps() == 0);
            }
        }
    }

    @Test
    void aClosedFrameworkLeavesNoSessionAndNoThread() throws Exception {
        try (var server = ZkTestServer.standalone()) {
            for (int i = 0; i < USERS; i++) {
                try (var zk = ZkFramework.connect(server.connectString())) {
                    // Left open: what they hold goes with the session.
                    new InterProcessMutex(zk, "/lock").acquire().await();
                    new LeaderLatch(zk, "/leader").start().elected().await();
                    ZkCache.open(zk, "/", Scope.SUBTREE).complete().await();
                    var working = new CompletableFuture<List<Thread>>();
                    zk.engine().turn().apart(() -> working.complete(frameworkThreads(server)));
                    assertThat(working.get()).hasSizeBetween(1, i + 1);
                }
            }
            eventually(() -> server.connectedSessions().isEmpty());
            eventually(() -> frameworkThreads(server).isEmpty());
            try (var zk = ZkFramework.connect(server.connectString())) {
                assertThat(zk.children("/lock").await().names()).isEmpty();
            }
        }
    }
}
