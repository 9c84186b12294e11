/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.zk4j.recipes.discovery;

import static io.zk4j.recipes.Playground.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zk4j.client.CreateOptions;
import io.zk4j.framework.CreateSpec;
import io.zk4j.framework.ZkFramework;
import io.zk4j.protocol.Bytes;
import io.zk4j.recipes.Playground;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServiceDiscoveryTest {
    private Playground playground;
    private ZkFramework client;
    private ServiceDiscovery<String> discovery;

    @BeforeEach
    void open() {
        playground = new Playground();
        client = playground.newClient();
        discovery = ServiceDiscovery.open(client, "/services", String.class);
    }

    @AfterEach
    void close() {
        playground.close();
    }

    private static ServiceInstance<String> instance(String id) {
        return ServiceInstance.<String>of("web", id).at("10.0.0.1", 80);
    }

    @Test
    void whatIsRegisteredIsFoundUntilItIsUnregistered() throws Exception {
        var one = instance("one").payload("first");
        discovery.register(one).await();
        discovery.register(discovery.newInstance("other")).await();
        var elsewhere = ServiceDiscovery.open(playground.newClient(), "/services", String.class);
        assertThat(elsewhere.names().await()).containsExactly("other", "web");
        assertThat(elsewhere.instances("web").await()).containsExactly(one);
        assertThat(elsewhere.instances("none").await()).isEmpty();
        discovery.update(one.payload("second")).await();
        assertThat(elsewhere.instance("web", "one").await().orElseThrow().payload())
                .isEqualTo("second");
        assertThat(playground.data("/services/web/one")).startsWith("{\"name\":\"web\",\"id\":\"one\",");
        discovery.unregister(one).await();
        assertThat(elsewhere.instance("web", "one").await()).isEmpty();
    }

    @Test
    void registrationsComeBackAfterALossAndEndWithTheirDiscoveryAsTheirTypeSays() throws Exception {
        for (ServiceType type : ServiceType.values()) {
            discovery.register(instance(type.name()).serviceType(type)).await();
        }
        assertThat(playground.children("/services/web"))
                .map(name -> name.replaceFirst("^_c_[-0-9a-f]{36}-", "protected "))
                .containsExactlyInAnyOrder("DYNAMIC", "STATIC", "PERMANENT", "protected DYNAMIC_SEQUENTIAL0000000003");
        playground.expire(client);
        eventually(() -> playground.children("/services/web").size() == 4);
        playground.delete("/services/web/STATIC");
        eventually(() -> playground.children("/services/web").size() == 4);
        discovery.closeAsync().await();
        eventually(() -> playground.children("/services/web").equals(List.of("PERMANENT")));
        playground.delete("/services/web/PERMANENT"); // servers keep a watch for one event until it has fired
        eventually(() -> playground.watches() == 0);
        assertThat(playground.children("/services/web")).isEmpty();
    }

    @Test
    void aCacheFollowsAndOneUnreadableInstanceDoesNotHideTheOthers() throws Exception {
        var told = new CopyOnWriteArrayList<List<ServiceInstance<String>>>();
        try (var cache = discovery.cache("web")) {
            assertThat(cache.known().await()).isEmpty();
            cache.onChange(told::add);
            discovery.register(instance("one")).await();
            var outside = playground.outside();
            var bad = CreateSpec.of("/services/web/bad", Bytes.ofUtf8("10.0.0.1"), CreateOptions.PERSISTENT);
            outside.engine().take(() -> outside.operations().create(bad)).await();
            discovery.register(instance("two")).await();
            eventually(() -> cache.instances().size() == 2);
            assertThat(discovery.instances("web").await()).hasSize(2);
            eventually(() -> !told.isEmpty() && told.get(told.size() - 1).size() == 2);
            playground.server().stop();
            eventually(() -> cache.staleSince().isPresent());
            assertThat(cache.instances()).hasSize(2);
        }
    }

    @Test
    void aProviderChoosesInTurnAmongThoseThatAreEnabledUpAndWanted() throws Exception {
        for (String id : List.of("a", "b", "c", "d")) {
            discovery.register(instance(id).enabled(!id.equals("d"))).await();
        }
        try (var provider = discovery
                .provider("web")
                .downInstancePolicy(new DownInstancePolicy(Duration.ofMinutes(10), 2))
                .filter(instance -> !instance.id().equals("c"))
                .open()) {
            provider.known().await();
            assertThat(List.of(id(provider), id(provider), id(provider))).containsExactly("a", "b", "a");
            provider.noteError(instance("a"));
            assertThat(provider.getAllInstances()).hasSize(2);
            provider.noteError(instance("a"));
            assertThat(List.of(id(provider), id(provider))).containsExactly("b", "b");
        }
        try (var sticky = discovery
                .provider("web")
                .strategy(ProviderStrategy.sticky(ProviderStrategy.random(bound -> bound - 1)))
                .downInstancePolicy(new DownInstancePolicy(Duration.ZERO, 1))
                .open()) {
            sticky.known().await();
            assertThat(id(sticky)).isEqualTo("c");
            discovery.unregister(instance("c")).await();
            eventually(() -> sticky.getAllInstances().size() == 2);
            assertThat(List.of(id(sticky), id(sticky))).containsExactly("b", "b");
            sticky.noteError(instance("b"));
            assertThat(id(sticky)).as("its time is over at once").isEqualTo("b");
        }
        try (var none = discovery.provider("none").open()) {
            none.known().await();
            assertThat(none.getInstance()).isEqualTo(Optional.empty());
        }
    }

    private static String id(ServiceProvider<String> provider) {
        return provider.getInstance().orElseThrow().id();
    }
}
