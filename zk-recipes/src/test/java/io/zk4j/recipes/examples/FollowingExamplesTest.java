/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.examples;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import io.zk4j.recipes.cache.Snapshot;
import io.zk4j.recipes.cache.ZkCache;
import io.zk4j.recipes.discovery.ServiceDiscovery;
import io.zk4j.recipes.discovery.ServiceInstance;
import io.zk4j.recipes.node.GroupMember;
import io.zk4j.recipes.node.PersistentNode;
import io.zk4j.recipes.node.PersistentTtlNode;
import io.zk4j.recipes.partition.Partition;
import io.zk4j.recipes.partition.SetPartitioner;
import io.zk4j.recipes.primitive.WatchedView.Entry;
import io.zk4j.recipes.primitive.WatchedView.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the pages on caches, kept znodes and discovery show. */
@Timeout(120)
class FollowingExamplesTest {
    private final Map<String, Optional<Bytes>> applied = new ConcurrentHashMap<>();
    private final Bytes address = Bytes.ofUtf8("10.0.0.1");
    private final Bytes otherAddress = Bytes.ofUtf8("10.0.0.2");
    private Playground playground;
    private ZkFramework zk;

    @BeforeEach
    void open() {
        playground = new Playground();
        zk = playground.newClient();
    }

    @AfterEach
    void close() {
        playground.close();
    }

    private void apply(String path, Optional<Bytes> data) {
        applied.put(path, data);
    }

    private void rebalance(Set<String> members) {
        apply(members.toString(), Optional.empty());
    }

    private static boolean call(ServiceInstance<String> instance) {
        return instance.port() == null;
    }

    @Test
    void aCache() throws Exception {
        var cache = ZkCache.open(zk, "/config", Scope.SUBTREE);
        Snapshot all = cache.complete().await();
        cache.listen(change -> apply(change.path(), change.after().map(Entry::data)));
        assertThat(all.entries()).isEmpty();
        try (var node = PersistentNode.open(zk, CreateOptions.EPHEMERAL, "/config", address)) {
            node.created().await();
            eventually(() -> applied.containsKey("/config"));
        }
    }

    @Test
    void keptNodes() throws Exception {
        var node = PersistentNode.open(zk, CreateOptions.EPHEMERAL, "/workers/w1", address);
        node.created().await();
        node.setData(otherAddress).await();
        assertThat(playground.data("/workers/w1")).isEqualTo("10.0.0.2");
        node.closeAsync().await();
        var presence = PersistentTtlNode.open(zk, "/seen/w1", Duration.ofMinutes(10), address);
        presence.created().await();
        presence.close();
        assertThat(playground.data("/seen/w1")).isEqualTo("10.0.0.1");
    }

    @Test
    void aGroup() throws Exception {
        var member = GroupMember.join(zk, "/group", "w1", address);
        Map<String, Bytes> members = member.known().await();
        member.onChange(now -> rebalance(now.keySet()));
        assertThat(members).containsOnlyKeys("w1");
        try (var other = GroupMember.join(zk, "/group", "w2")) {
            other.joined().await();
            eventually(() -> applied.containsKey("[w1, w2]"));
        }
    }

    @Test
    void aPartition() throws Exception {
        var partitioner = SetPartitioner.join(zk, "/shards", Set.of("a", "b", "c"), "w1", Duration.ofSeconds(1));
        Partition mine = partitioner.acquire().await();
        mine.ended().thenRun(mine::close);
        assertThat(mine.items()).containsExactly("a", "b", "c");
    }

    @Test
    void discovery() throws Exception {
        var discovery = ServiceDiscovery.open(zk, "/services", String.class);
        discovery
                .register(discovery.newInstance("web").at("10.0.0.1", 8080).payload("zone-a"))
                .await();

        var web = discovery
                .provider("web")
                .filter(instance -> "zone-a".equals(instance.payload()))
                .open();
        web.known().await();
        Optional<ServiceInstance<String>> chosen = web.getInstance();
        chosen.filter(instance -> !call(instance)).ifPresent(web::noteError);
        assertThat(chosen).isPresent();
    }
}
