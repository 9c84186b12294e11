/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.primitive;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.client.Op;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.CreateSpec.Parents;
import io.zk4j.framework.Stages;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.primitive.WatchedView.Change;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchedViewTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger completed = new AtomicInteger();
    private Playground playground;
    private ZkFramework client;

    @BeforeEach
    void open() throws Exception {
        playground = new Playground();
        client = playground.newClient();
        create("/v/a/deep", "1");
        create("/v/b", "2");
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

    private void set(String path, String data) throws InterruptedException {
        var outside = playground.outside();
        outside.engine()
                .take(() -> outside.operations().set(path, Bytes.ofUtf8(data), Op.ANY_VERSION))
                .await();
    }

    private WatchedView view(Scope scope) throws Exception {
        var listener = new WatchedView.Listener() {
            @Override
            public void onChange(Change change) {
                told.add(change.path() + " "
                        + change.before().map(e -> e.data().utf8()).orElse("-") + ">"
                        + change.after().map(e -> e.data().utf8()).orElse("-"));
            }

            @Override
            public void onComplete() {
                completed.incrementAndGet();
            }
        };
        var view = client.engine()
                .take(() -> Stages.value(WatchedView.open(client, "/v", scope, path -> true, listener)))
                .await();
        eventually(() -> completed.get() >= 1);
        return view;
    }

    @Test
    void aSubtreeIsToldWholeAndThenChangeByChange() throws Exception {
        WatchedView view = view(Scope.SUBTREE);
        assertThat(told).containsExactlyInAnyOrder("/v ->", "/v/a ->", "/v/a/deep ->1", "/v/b ->2");
        told.clear();
        create("/v/a/deep/er", "3");
        eventually(() -> told.size() == 1);
        set("/v/b", "4");
        playground.delete("/v/a/deep/er");
        eventually(() -> told.size() == 3);
        assertThat(told).containsExactly("/v/a/deep/er ->3", "/v/b 2>4", "/v/a/deep/er 3>-");
        client.engine().turn().execute(view::close);
        eventually(() -> playground.watches() == 0);
    }

    @Test
    void childrenAreToldWithoutWhatIsAboveAndBelow() throws Exception {
        view(Scope.CHILDREN);
        assertThat(told).containsExactlyInAnyOrder("/v/a ->", "/v/b ->2");
        set("/v/a/deep", "other");
        set("/v/b", "3");
        eventually(() -> told.contains("/v/b 2>3"));
        assertThat(told).hasSize(3);
    }

    @Test
    void aNodeIsToldWhenItComesAndWhenItGoes() throws Exception {
        view(Scope.NODE);
        create("/v/c", "unheard");
        set("/v", "x");
        eventually(() -> told.size() == 2);
        assertThat(told).containsExactly("/v ->", "/v >x");
    }

    @Test
    void whatHasHappenedInAnInterruptionIsToldAfterIt() throws Exception {
        view(Scope.SUBTREE);
        told.clear();
        int before = completed.get();
        playground.expire(client);
        set("/v/b", "5");
        playground.delete("/v/a/deep");
        eventually(() -> completed.get() > before && told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder("/v/b 2>5", "/v/a/deep 1>-");
        playground.server().restart();
        set("/v/b", "6");
        eventually(() -> told.contains("/v/b 5>6"));
    }
}
